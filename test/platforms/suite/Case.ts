import type * as credentials from "../../../src/credentials/index.js";
import type * as functions from "../../../src/functions/index.js";
import type * as api from "../../../src/index.js";
import type * as service from "../../../src/local/index.js";
import type * as validation from "../../../src/validation/index.js";

/** The package's exports, however the runtime came by them. */
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

/** What a runtime tells the suite about where it is. */
export interface Settings {
  /** The local service's. */
  readonly endpoint: string;
  /** An address at which nobody listens. */
  readonly refusedEndpoint: string;
  /** Where the local service is controlled; open to this page, if it is one. */
  readonly controlUrl: string;
  /** Which of the package's platforms this runtime must get. */
  readonly expectedRuntime: string;
  /** For programs that have the local service in them: a new folder. */
  readonly dataFolder?: string;
}

export interface Environment extends Settings {
  readonly sdk: Sdk;
  readonly providers: Providers;
  /** For programs that have the local service in them. */
  readonly local: Local | undefined;
  /** For programs that have them. */
  readonly functions: Functions | undefined;
  readonly validation: Validation | undefined;
  readonly control: Control;
  /** A client of an administrator of the account, made anew for each call of this. */
  admin(configuration?: api.CognitoIdentityClientConfig): api.CognitoIdentity;
  /** A client of an application on a user's device: no keys. */
  app(configuration?: api.CognitoIdentityClientConfig): api.CognitoIdentity;
}

export interface Case {
  readonly group: string;
  /** A sentence about behaviour. */
  readonly title: string;
  /** Rejects when the sentence is not true. */
  run(environment: Environment): Promise<void>;
}

/** The cases of one group: titles and what proves them. */
export function group(name: string, cases: Readonly<Record<string, Case["run"]>>): Case[] {
  return Object.entries(cases).map(([title, run]) => ({ group: name, title, run }));
}
