import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from "@smithy/core";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, MemoizedProvider } from "@smithy/types";

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
  const memoized = memoizeIdentityProvider(source as never, isIdentityExpired, doesIdentityRequireRefresh);
  const provider: CredentialsProvider = (options) =>
    (memoized as AwsCredentialIdentityProvider)({ ...options, callerClientConfig: config } as never);
  return Object.assign(provider, { memoized: true, configBound: true, attributed: true });
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
