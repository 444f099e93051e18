import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, MemoizedProvider } from "@smithy/types";

/** Credentials are renewed when they have less than this to live: what is signed with them has to arrive, too. */
const EXPIRATION_WINDOW_MS = 5 * 60_000;

type GivenCredentials = AwsCredentialIdentity | AwsCredentialIdentityProvider | undefined;
type CredentialsProvider = MemoizedCredentialsProvider & { memoized?: boolean };

export type MemoizedCredentialsProvider = AwsCredentialIdentityProvider & MemoizedProvider<AwsCredentialIdentity>;

export interface CredentialsConfig {
  credentials: MemoizedCredentialsProvider;
  // biome-ignore lint/suspicious/noExplicitAny: a default chain takes the client's whole configuration.
  credentialDefaultProvider: (input: any) => AwsCredentialIdentityProvider;
}

/**
 * Makes `config.credentials` a provider that remembers what it got until it is about to expire.
 *
 * Setting the property changes the credentials from the next call on, with the same care.
 */
export function bindCredentials(config: CredentialsConfig, given: GivenCredentials): void {
  let resolved = resolveCredentials(config, given);
  Object.defineProperty(config, "credentials", {
    get: () => resolved,
    set: (credentials: GivenCredentials) => {
      resolved = credentials === resolved ? resolved : resolveCredentials(config, credentials);
    },
    enumerable: true,
    configurable: true,
  });
}

function resolveCredentials(config: CredentialsConfig, given: GivenCredentials): CredentialsProvider {
  if (typeof given === "function" && (given as CredentialsProvider).memoized) {
    return given as CredentialsProvider;
  }
  const source = typeof given === "object" ? attributed(given) : (given ?? defaultChain(config));
  const memoized = memoizedIdentity(source);
  const provider: CredentialsProvider = (options) => memoized({ ...options, callerClientConfig: config });
  return Object.assign(provider, { memoized: true, configBound: true, attributed: true });
}

/** Keeps credentials until shortly before they expire; calls that come while they are being renewed wait for the same ones. */
function memoizedIdentity(
  source: AwsCredentialIdentity | AwsCredentialIdentityProvider,
): (options: { forceRefresh?: boolean; callerClientConfig: object }) => Promise<AwsCredentialIdentity> {
  let current: AwsCredentialIdentity | undefined;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  return async (options) => {
    if (current !== undefined && !options.forceRefresh && !isAboutToExpire(current)) {
      return current;
    }
    try {
      pending ??= typeof source === "function" ? source(options) : Promise.resolve(source);
      current = await pending;
      return current;
    } finally {
      pending = undefined;
    }
  };
}

function isAboutToExpire({ expiration }: AwsCredentialIdentity): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() < EXPIRATION_WINDOW_MS;
}

/** The platform's way to find credentials, set up when the first signed call asks. */
function defaultChain(config: CredentialsConfig): AwsCredentialIdentityProvider {
  let chain: AwsCredentialIdentityProvider | undefined;
  return (options) => {
    chain ??= config.credentialDefaultProvider({ ...config, parentClientConfig: config });
    return chain(options);
  };
}

/** Tells AWS, in the user agent, that the credentials came from code ("e"). */
function attributed(credentials: AwsCredentialIdentity): AwsCredentialIdentity {
  const { $source } = credentials as { $source?: object };
  return $source && Object.keys($source).length > 0
    ? credentials
    : ({ ...credentials, $source: { CREDENTIALS_CODE: "e" } } as AwsCredentialIdentity);
}
