import { randomBytes } from "node:crypto";
import {
  type Check,
  checked,
  flag,
  InputError,
  list,
  map,
  object,
  optional,
  other,
  text,
  whole,
} from "./base/check.js";
import { machineTime } from "./base/clock.js";
import type { Fault } from "./base/faults.js";
import { isObject } from "./base/model.js";
import type {
  KeySource,
  LoginProviderOptions,
  ResolvedCredentials,
  ServiceCredentials,
  TlsOptions,
} from "./base/options.js";
import type { RequestRecord } from "./base/RequestLog.js";
import type { Seed } from "./seed/Seed.js";

/** Options of {@link startCognitoIdentity}. */
export interface CognitoIdentityOptions {
  /** Default 0: a free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default us-east-1. The prefix of every id, and the region that signatures must be scoped to. */
  readonly region?: string;
  /** Twelve digits. Default 000000000000. */
  readonly accountId?: string;
  /** Default: access key `test` with secret `test`. */
  readonly credentials?: readonly ServiceCredentials[];
  /** By login name, as it stands in `Logins`. */
  readonly loginProviders?: Readonly<Record<string, LoginProviderOptions>>;
  /**
   * Which login tokens are accepted. By login name: the keys that the provider's tokens must verify with (the same as `jwks` in
   * `loginProviders`). `true`: for every provider, only tokens of the test identity provider (see `loginToken`) and those that
   * verify with the provider's own keys. Default `false`: where no keys are given, signatures are not checked.
   */
  readonly verifyLogins?: boolean | Readonly<Record<string, KeySource>>;
  /** Publish the keys as AWS does, in Base64 that strict JOSE libraries reject. Default: as RFC 7518 specifies. */
  readonly faithfulJwks?: boolean;
  /** Serve HTTPS, with a key and certificate in PEM, or the paths of files with them. Default: HTTP. */
  readonly https?: TlsOptions;
  /**
   * A folder that keeps the state after the process has ended; it is created if it does not exist. Needs the package
   * `classic-level`: `npm install classic-level`. Default: state is in memory only.
   */
  readonly dataFolder?: string;
  /**
   * Pools, identities and login providers to begin with, or a JSON file with them. A pool that the data folder already has, by
   * its id, stays as it is.
   */
  readonly seed?: Seed | string | URL;
  /** Wait for the disk with every change, so that it also survives a power cut, and not only the end of the process. Default: no. */
  readonly syncData?: boolean;
  /**
   * A function that returns the time, in milliseconds since the epoch. Default: `Date.now`. If it throws, or returns something else, the
   * last good time applies.
   */
  readonly clock?: () => number;
  /** Faults in force from the start, and again after a reset. */
  readonly faults?: readonly Fault[];
  /** Control time and faults over HTTP, under `/_control`, and serve a console page at `/`. Default: off. */
  readonly control?: boolean;
  /**
   * The secret that requests to `/_control` must have as `Authorization: Bearer TOKEN`, and that the console page reads from
   * its address (`ENDPOINT/#TOKEN`). 16 to 256 letters, digits or `.` `_` `~` `-`. Default: a random one, see `controlToken`
   * of the service.
   */
  readonly controlToken?: string;
  /**
   * Origins, such as `http://localhost:3000`, whose pages may call the service. Default: all, as on AWS; with an empty list,
   * none. Only browsers are affected.
   */
  readonly cors?: readonly string[];
  /** Called after each operation. Errors in it become warnings of the process and change no response. */
  readonly onRequest?: (record: RequestRecord) => void;
}

type WithDefault =
  | "port"
  | "host"
  | "region"
  | "accountId"
  | "loginProviders"
  | "verifyLogins"
  | "faithfulJwks"
  | "syncData";

export interface ResolvedOptions
  extends Omit<CognitoIdentityOptions, WithDefault | "credentials" | "clock">,
    Required<Pick<CognitoIdentityOptions, WithDefault | "clock">> {
  readonly credentials: readonly [ResolvedCredentials, ...ResolvedCredentials[]];
}

const accountId = text({ pattern: "^\\d{12}$", expected: "twelve digits" });
const nonEmpty = text({ length: { min: 1 }, expected: "text that is not empty", isSecret: true });
const anything: Check<never> = other("anything", () => true);
const aFunction: Check<never> = other("a function", (value) => typeof value === "function");

const OPTIONS = object<CognitoIdentityOptions>(
  {
    port: optional(whole(0, 65_535)),
    host: optional(text({ length: { min: 1 }, expected: "the name or address of this machine to listen on" })),
    region: optional(text({ pattern: "^[a-z]{2,}(-[a-z]+)+-\\d+$", expected: "a Region such as us-east-1" })),
    accountId: optional(accountId),
    credentials: optional(
      list(
        object<ServiceCredentials>(
          {
            accessKeyId: nonEmpty,
            secretAccessKey: nonEmpty,
            sessionToken: optional(nonEmpty),
            accountId: optional(accountId),
          },
          { isOpen: true },
        ),
      ),
    ),
    loginProviders: optional(
      map(
        object<LoginProviderOptions>(
          { jwks: optional(anything), clientIds: optional(list(text())), issuer: optional(text()) },
          { noun: "an option" },
        ),
      ),
    ),
    verifyLogins: optional(
      other("true, false, or keys by login name", (value) => typeof value === "boolean" || isObject(value)),
    ),
    faithfulJwks: optional(flag),
    https: optional(object<TlsOptions>({ key: text({ isSecret: true }), cert: text({ isSecret: true }) })),
    dataFolder: optional(text({ length: { min: 1 }, expected: "the path of a folder" })),
    syncData: optional(flag),
    seed: optional(
      other("a seed, or the path or URL of a file with one", (value) => typeof value === "string" || isObject(value)),
    ),
    clock: optional(aFunction),
    faults: optional(list(anything)),
    control: optional(flag),
    controlToken: optional(
      // It goes unescaped into a header and the fragment of a URL; short ones could be guessed.
      text({
        pattern: "^[\\w.~-]{16,256}$",
        expected: "16 to 256 characters, each a letter, a digit, or one of . _ ~ -",
        isSecret: true,
      }),
    ),
    cors: optional({
      ...list(text({ expected: "an origin such as http://localhost:3000", holds: isOrigin })),
      expected: "a list of origins such as http://localhost:3000",
    }),
    onRequest: optional(aFunction),
  },
  { noun: "an option", expected: "an object, such as { port: 4500 }" },
);

/** @throws InputError that names the option and what it may be */
export function resolveOptions(options: CognitoIdentityOptions): ResolvedOptions {
  const given = checked(OPTIONS, options, SUBJECT);
  const { accountId = "000000000000", control = false } = given;
  const [first, ...others] = (given.credentials ?? [{ accessKeyId: "test", secretAccessKey: "test" }]).map(
    (credentials) => ({ ...credentials, accountId: credentials.accountId ?? accountId }),
  );
  if (first === undefined) {
    const advice = "Leave the option out for `test` / `test`.";
    throw new InputError({ path: ["credentials"], problem: "must hold at least one access key", advice }, SUBJECT);
  }
  if (!control && given.controlToken !== undefined) {
    const problem = "needs `control`, without which the service is not controlled over HTTP";
    throw new InputError({ path: ["controlToken"], problem }, SUBJECT);
  }
  if (given.syncData === true && given.dataFolder === undefined) {
    const problem = "needs a data folder (`dataFolder`, --data), without which there is no disk to wait for";
    throw new InputError({ path: ["syncData"], problem }, SUBJECT);
  }
  return {
    ...given,
    port: given.port ?? 0,
    host: given.host ?? "127.0.0.1",
    region: given.region ?? "us-east-1",
    accountId,
    credentials: [first, ...others],
    loginProviders: given.loginProviders ?? {},
    verifyLogins: given.verifyLogins ?? false,
    faithfulJwks: given.faithfulJwks ?? false,
    syncData: given.syncData ?? false,
    clock: given.clock ?? machineTime,
    controlToken: control ? (given.controlToken ?? randomBytes(RANDOM_TOKEN_BYTES).toString("base64url")) : undefined,
  };
}

const SUBJECT = "The options";
const RANDOM_TOKEN_BYTES = 24;

function isOrigin(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && new URL(value).origin === value;
}
