import type { JSONWebKeySet } from "jose";

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
  readonly jwks?: JSONWebKeySet;
  /** Client ids of an OpenID Connect provider, which AWS keeps in IAM. Without them any audience is taken. */
  readonly clientIds?: readonly string[];
}

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
  /** Milliseconds since the epoch. Default: the machine's clock. */
  readonly clock?: () => number;
}

export type ResolvedCredentials = ServiceCredentials & { readonly accountId: string };

export interface ResolvedOptions extends Required<Omit<CognitoIdentityOptions, "credentials">> {
  readonly credentials: readonly [ResolvedCredentials, ...ResolvedCredentials[]];
}

/** @throws TypeError that names the option and what it may be. */
export function resolveOptions(options: CognitoIdentityOptions): ResolvedOptions {
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
  return {
    port,
    host,
    region,
    accountId,
    credentials: [first, ...others],
    loginProviders: options.loginProviders ?? {},
    clock: options.clock ?? (() => Date.now()),
  };
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
