import type { KeySource } from "./base/KeySource.js";
import { nameAdvice } from "./base/nearestName.js";
import type { RequestRecord } from "./base/RequestLog.js";
import type { Seed } from "./base/Seed.js";
import type { Fault } from "./base/ServiceControl.js";
import { resolveControlToken } from "./routes/control/controlToken.js";
import type { AllowedOrigins } from "./server/cors.js";
import type { TlsOptions } from "./server/tls.js";

/** An access key that signed operations accept. */
export interface ServiceCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** When set, requests must carry it as `X-Amz-Security-Token`; when not, they must carry none. */
  readonly sessionToken?: string;
  /** The account the key belongs to. Default: the service's `accountId`. */
  readonly accountId?: string;
}

/** What the service needs to know of a login provider to check its tokens fully. */
export interface LoginProviderOptions {
  /** Keys that the provider's tokens must verify with. Without them the signature is not looked at. */
  readonly jwks?: KeySource;
  /**
   * Client ids of an OpenID Connect provider, which AWS keeps in IAM: without them any audience is taken. Audiences of a SAML
   * provider: without them `urn:amazon:webservices` and the sign-in end points of AWS, such as `https://signin.aws.amazon.com/saml`.
   */
  readonly clientIds?: readonly string[];
  /** Issuer (entity id) of a SAML provider, which AWS takes from the metadata in IAM. Without it any issuer is taken. */
  readonly issuer?: string;
}

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
   * Whose login tokens are taken. By login name: the keys that the provider's tokens must verify with (the same as `jwks` in
   * `loginProviders`). `true`: for every provider, only tokens of the test identity provider (see `loginToken`) and those that
   * verify with the provider's own keys. Default `false`: where no keys are given, signatures are not looked at.
   */
  readonly verifyLogins?: boolean | Readonly<Record<string, KeySource>>;
  /** Publish the keys as AWS does, in Base64 that strict JOSE libraries refuse. Default: as RFC 7518 has it. */
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
  /** Wait for the disk with every change, so that it outlives a power cut, too, and not only the process. Default: no. */
  readonly syncData?: boolean;
  /** Milliseconds since the epoch. Default: the machine's clock. While it fails, the last good time counts. */
  readonly clock?: () => number;
  /** Faults in force from the start, and again after a reset. */
  readonly faults?: readonly Fault[];
  /** Also control time and faults by HTTP, under `/_control`, and serve a console page at `/`. Default: off. */
  readonly control?: boolean;
  /**
   * The secret that requests to `/_control` must bring as `Authorization: Bearer TOKEN`, and that the console page takes from
   * its address (`ENDPOINT/#TOKEN`). 16 to 256 letters, digits or `.` `_` `~` `-`. Default: a random one, see `controlToken`
   * of the service.
   */
  readonly controlToken?: string;
  /**
   * Origins, such as `http://localhost:3000`, whose pages may call the service. Default: all, as at AWS. With an empty list no
   * page may. Other clients than browsers are not concerned.
   */
  readonly cors?: readonly string[];
  /** Called after each operation. Errors in it become warnings of the process and change no response. */
  readonly onRequest?: (record: RequestRecord) => void;
}

export type ResolvedCredentials = ServiceCredentials & { readonly accountId: string };

export interface ResolvedOptions
  extends Required<
    Omit<CognitoIdentityOptions, "credentials" | "https" | "dataFolder" | "seed" | "controlToken" | "cors">
  > {
  /** Absent without `control`. */
  readonly controlToken: string | undefined;
  readonly cors: AllowedOrigins;
  readonly seed: Seed | string | URL | undefined;
  readonly dataFolder: string | undefined;
  readonly https: TlsOptions | undefined;
  readonly credentials: readonly [ResolvedCredentials, ...ResolvedCredentials[]];
}

/** @throws TypeError that names the option and what it may be. */
export function resolveOptions(options: CognitoIdentityOptions): ResolvedOptions {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`The options must be an object, such as { port: 4500 }, not ${String(options)}.`);
  }
  const { port = 0, host = "127.0.0.1", region = "us-east-1", accountId = "000000000000" } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TypeError(`port must be a whole number from 0 to 65535, not ${String(port)}.`);
  }
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)) {
    throw new TypeError(`region must look like us-east-1, not ${JSON.stringify(region)}.`);
  }
  checkAccountId("accountId", accountId);
  const [first, ...others] = (options.credentials ?? [{ accessKeyId: "test", secretAccessKey: "test" }]).map(
    (credentials, index) => resolveCredentials(credentials, index, accountId),
  );
  if (first === undefined) {
    throw new TypeError("credentials must hold at least one access key; leave the option out for `test` / `test`.");
  }
  const { control = false } = options;
  if (!control && options.controlToken !== undefined) {
    throw new TypeError("controlToken needs `control`, without which nothing can be controlled by HTTP.");
  }
  const resolved: ResolvedOptions = {
    port,
    host,
    region,
    accountId,
    credentials: [first, ...others],
    loginProviders: resolveLoginProviders(options.loginProviders),
    verifyLogins: options.verifyLogins ?? false,
    faithfulJwks: options.faithfulJwks ?? false,
    https: options.https,
    dataFolder: resolveDataFolder(options.dataFolder),
    syncData: options.syncData ?? false,
    seed: options.seed,
    clock: options.clock ?? (() => Date.now()),
    faults: options.faults ?? [],
    control,
    controlToken: control ? resolveControlToken(options.controlToken) : undefined,
    cors: resolveCors(options.cors),
    onRequest: options.onRequest ?? (() => {}),
  };
  checkNames("", options, Object.keys(resolved));
  return resolved;
}

/** What is misspelled would otherwise be a default that nobody asked for: a state that is not kept, a token not looked at. */
function checkNames(place: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`There is no option ${place}${unknown}. ${nameAdvice(unknown, names)}`);
  }
}

function resolveLoginProviders(
  providers: Readonly<Record<string, LoginProviderOptions>> = {},
): Readonly<Record<string, LoginProviderOptions>> {
  for (const [name, provider] of Object.entries(providers)) {
    checkNames(`loginProviders[${JSON.stringify(name)}].`, provider, ["jwks", "clientIds", "issuer"]);
  }
  return providers;
}

function resolveCors(origins: readonly string[] | undefined): AllowedOrigins {
  if (origins !== undefined && !Array.isArray(origins)) {
    throw new TypeError(
      `cors must be a list of origins such as http://localhost:3000, not ${JSON.stringify(origins)}.`,
    );
  }
  for (const origin of origins ?? []) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new TypeError(`cors must list origins such as http://localhost:3000, not ${JSON.stringify(origin)}.`);
    }
  }
  return origins;
}

function resolveDataFolder(dataFolder: string | undefined): string | undefined {
  if (dataFolder !== undefined && (typeof dataFolder !== "string" || dataFolder === "")) {
    throw new TypeError(`dataFolder must be the path of a folder, not ${JSON.stringify(dataFolder)}.`);
  }
  return dataFolder;
}

function resolveCredentials(credentials: ServiceCredentials, index: number, accountId: string): ResolvedCredentials {
  if (!credentials.accessKeyId || !credentials.secretAccessKey) {
    throw new TypeError(`credentials[${index}] needs accessKeyId and secretAccessKey.`);
  }
  const resolved = { ...credentials, accountId: credentials.accountId ?? accountId };
  checkAccountId(`credentials[${index}].accountId`, resolved.accountId);
  return resolved;
}

function checkAccountId(option: string, accountId: string): void {
  if (!/^\d{12}$/.test(accountId)) {
    throw new TypeError(`${option} must be twelve digits, not ${JSON.stringify(accountId)}.`);
  }
}
