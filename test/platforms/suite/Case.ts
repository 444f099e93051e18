import type * as credentials from "../../../src/credentials/index.js";
import type * as functions from "../../../src/functions/index.js";
import type * as api from "../../../src/index.js";
import type * as service from "../../../src/local/index.js";
import type * as validation from "../../../src/validation/index.js";

/** The package's exports, however the runtime loads them. */
export type Sdk = typeof api;

/** The exports of its entry for credentials. */
export type Providers = typeof credentials;

/** The exports of its entry for the local service. */
export type Local = typeof service;

/** The exports of its entry for functions. */
export type Functions = typeof functions;

/** The exports of its entry for validation. */
export type Validation = typeof validation;

/** Calls the control route of the local service, such as `control("POST", "faults", { kind: "hang" })`. */
export type Control = (method: "GET" | "POST" | "DELETE", path: string, body?: unknown) => Promise<unknown>;

/** What a runtime passes to the suite about its environment. */
export interface Settings {
  /** The endpoint of the local service. */
  readonly endpoint: string;
  /** An address without a server. */
  readonly refusedEndpoint: string;
  /** An address that truncates the response to the first attempt. */
  readonly truncatingEndpoint: string;
  /** The URL for control requests to the local service, which is accessible to the current page, if there is one. */
  readonly controlUrl: string;
  /** The platform of the package that this runtime must use. */
  readonly expectedRuntime: string;
  /** A new folder, for programs that contain the local service. */
  readonly dataFolder?: string;
}

export interface Environment extends Settings {
  readonly sdk: Sdk;
  readonly providers: Providers;
  /** The local service, for programs that contain it. */
  readonly local: Local | undefined;
  /** Only for programs that contain them. */
  readonly functions: Functions | undefined;
  readonly validation: Validation | undefined;
  readonly control: Control;
  /** Creates a client of an administrator of the account. */
  admin(configuration?: api.CognitoIdentityClientConfig): api.CognitoIdentity;
  /** Creates a client of an application on a user's device, without keys. */
  app(configuration?: api.CognitoIdentityClientConfig): api.CognitoIdentity;
}

export interface Case {
  readonly group: string;
  /** A sentence about behavior. */
  readonly title: string;
  /** Rejects if the sentence is not true. */
  run(environment: Environment): Promise<void>;
}

/** The cases of one group, by title. */
export function group(name: string, cases: Readonly<Record<string, Case["run"]>>): Case[] {
  return Object.entries(cases).map(([title, run]) => ({ group: name, title, run }));
}
