import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from "@smithy/core";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import type { ResolvedClientConfig } from "../config/ClientConfig.js";

type GivenCredentials = AwsCredentialIdentity | AwsCredentialIdentityProvider | undefined;
type CredentialsProvider = ResolvedClientConfig["credentials"] & { memoized?: boolean };

/**
 * Makes `config.credentials` a provider that remembers what it got until it is about to expire.
 *
 * Setting the property changes the credentials from the next call on, with the same care.
 */
export function bindCredentials(config: ResolvedClientConfig, given: GivenCredentials): void {
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

function resolveCredentials(config: ResolvedClientConfig, given: GivenCredentials): CredentialsProvider {
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
function defaultChain(config: ResolvedClientConfig): AwsCredentialIdentityProvider {
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
