import { randomBytes } from "node:crypto";
import { REGION_PATTERN } from "./base/arn.js";
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
import { ACCESS_KEY_ID } from "./base/ids.js";
import { isObject } from "./base/json.js";
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
  /** The port to listen on. Default: 0, for a free port. */
  readonly port?: number;
  /** The name or address to listen on. Default: 127.0.0.1. */
  readonly host?: string;
  /** The Region in IDs and signatures. Default: us-east-1. */
  readonly region?: string;
  /** The account in ARNs and of the pools, twelve digits. Default: 000000000000. */
  readonly accountId?: string;
  /** The access keys that signed operations accept. Default: access key `test` with secret `test`. */
  readonly credentials?: readonly ServiceCredentials[];
  /** Settings of login providers, by their name in `Logins`. */
  readonly loginProviders?: Readonly<Record<string, LoginProviderOptions>>;
  /**
   * Which login tokens are accepted. An object has the keys of providers by their name in `Logins`, like `jwks` in `loginProviders`.
   * With `true`, only tokens of the test provider (see `loginToken`) and tokens that verify with the keys of their provider are
   * accepted. Default: `false`; signatures are checked only where keys are known.
   */
  readonly verifyLogins?: boolean | Readonly<Record<string, KeySource>>;
  /** Publish keys in the form of AWS, which strict JOSE libraries reject. Default: the form of RFC 7518. */
  readonly faithfulJwks?: boolean;
  /** Serve HTTPS. Default: HTTP. */
  readonly https?: TlsOptions;
  /**
   * The path of a folder that keeps the state. It is created if it does not exist. Requires the package `classic-level`
   * (`npm install classic-level`). Default: the state is in memory.
   */
  readonly dataFolder?: string;
  /**
   * Pools, identities, and login providers to start with: an object, or a JSON file. If the data folder already has a pool with the
   * same ID, the pool does not change.
   */
  readonly seed?: Seed | string | URL;
  /** Flush each change to the disk, so that it survives a power failure. Default: changes survive only the end of the process. */
  readonly syncData?: boolean;
  /**
   * A function that returns the time, in milliseconds since the epoch. Default: `Date.now`. If it throws, or returns something else, the
   * last valid time is used.
   */
  readonly clock?: () => number;
  /** Faults that are active at the start and after a reset. */
  readonly faults?: readonly Fault[];
  /** Serve a console page at `/`, and control time and faults over HTTP under `/_control`. Default: off. */
  readonly control?: boolean;
  /**
   * The secret that requests to `/_control` must have as `Authorization: Bearer TOKEN`, and that the console page reads from
   * its address (`ENDPOINT/#TOKEN`). 16 to 256 letters, digits or `.` `_` `~` `-`. Default: a random one, see `controlToken`
   * of the service.
   */
  readonly controlToken?: string;
  /**
   * Origins whose pages can call the service, such as `http://localhost:3000`. An empty list allows no pages. This affects only
   * browsers. Default: all origins, as on AWS.
   */
  readonly cors?: readonly string[];
  /** Called after each operation. Errors in it become process warnings, and do not change the response. */
  readonly onRequest?: (record: RequestRecord) => void;
}

const DEFAULTS = {
  port: 0,
  host: "127.0.0.1",
  region: "us-east-1",
  accountId: "000000000000",
  loginProviders: {},
  verifyLogins: false,
  faithfulJwks: false,
  syncData: false,
};

export interface ResolvedOptions
  extends Omit<CognitoIdentityOptions, keyof typeof DEFAULTS | "clock" | "credentials">,
    Required<Pick<CognitoIdentityOptions, keyof typeof DEFAULTS | "clock">> {
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
    region: optional(text({ pattern: REGION_PATTERN, expected: "a Region such as us-east-1" })),
    accountId: optional(accountId),
    credentials: optional(
      list(
        object<ServiceCredentials>(
          {
            accessKeyId: text({
              pattern: `^${ACCESS_KEY_ID}$`,
              expected: "1 to 128 visible ASCII characters except / and ,",
              isSecret: true,
            }),
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
    // A URL would be the path of a new folder named `file:`.
    dataFolder: optional(text({ pattern: "^(?!file:).", expected: "the path of a folder" })),
    syncData: optional(flag),
    seed: optional(
      other("a seed, or the path or URL of a file with one", (value) => typeof value === "string" || isObject(value)),
    ),
    clock: optional(aFunction),
    faults: optional(list(anything)),
    control: optional(flag),
    controlToken: optional(
      // It is sent unescaped in a header and in the fragment of a URL. Short ones could be guessed.
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

/** @throws InputError that names the option and what it can be */
export function resolveOptions(options: CognitoIdentityOptions): ResolvedOptions {
  const given = checked(OPTIONS, options, SUBJECT);
  const { accountId = DEFAULTS.accountId, control = false } = given;
  const [first, ...others] = (given.credentials ?? [{ accessKeyId: "test", secretAccessKey: "test" }]).map(
    (credentials) => ({ ...credentials, accountId: credentials.accountId ?? accountId }),
  );
  if (first === undefined) {
    const advice = "Omit the option for `test` / `test`.";
    throw new InputError({ path: ["credentials"], problem: "must have at least one access key", advice }, SUBJECT);
  }
  const ids = [first, ...others].map(({ accessKeyId }) => accessKeyId);
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) < index) {
      const problem = `is the same as that of credentials[${ids.indexOf(id)}]`;
      const advice = "Each access key needs an ID of its own.";
      throw new InputError({ path: ["credentials", index, "accessKeyId"], problem, advice }, SUBJECT);
    }
  }
  if (!control && given.controlToken !== undefined) {
    const problem = "requires `control`, because the service has no control route without it";
    throw new InputError({ path: ["controlToken"], problem }, SUBJECT);
  }
  if (given.syncData === true && given.dataFolder === undefined) {
    const problem = "requires a data folder (`dataFolder`, --data)";
    throw new InputError({ path: ["syncData"], problem }, SUBJECT);
  }
  return {
    ...DEFAULTS,
    ...withoutAbsent(given),
    credentials: [first, ...others],
    clock: given.clock ?? machineTime,
    controlToken: control ? (given.controlToken ?? randomBytes(RANDOM_TOKEN_BYTES).toString("base64url")) : undefined,
  };
}

const SUBJECT = "The options";
const RANDOM_TOKEN_BYTES = 24;

/** An option that is `undefined` counts as absent. */
const withoutAbsent = (options: CognitoIdentityOptions): CognitoIdentityOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** The scheme and host of an app in a web view, such as `capacitor://localhost`, for which the origin of a URL in Node.js is "null". */
const APP_ORIGIN = /^[a-z][a-z\d+.-]*:\/\/[^/?#@\s]+$/;

function isOrigin(value: unknown): boolean {
  if (typeof value !== "string" || !URL.canParse(value)) {
    return false;
  }
  const { origin } = new URL(value);
  return origin === value || (origin === "null" && APP_ORIGIN.test(value));
}
