import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, MemoizedProvider } from "@smithy/types";
import { type Refresher, refresher } from "../base/refresher.js";

/** Credentials are renewed if they expire sooner than this, because a signed request must arrive before they expire. */
const EXPIRATION_WINDOW_MS = 5 * 60_000;

/** A provider with the marks that AWS's clients and this client set on providers that they have completed. */
interface MarkedProvider extends AwsCredentialIdentityProvider {
  memoized?: boolean;
  configBound?: boolean;
  attributed?: boolean;
}

type ProviderOptions = Parameters<AwsCredentialIdentityProvider>[0];

type GivenCredentials = AwsCredentialIdentity | MarkedProvider | undefined;

export type MemoizedCredentialsProvider = AwsCredentialIdentityProvider & MemoizedProvider<AwsCredentialIdentity>;

export interface CredentialsConfig {
  credentials: MemoizedCredentialsProvider;
  /** Creates the provider for a client without `credentials`. */
  // biome-ignore lint/suspicious/noExplicitAny: a default chain takes the client's whole configuration.
  credentialDefaultProvider: (input: any) => AwsCredentialIdentityProvider;
}

/**
 * Turns `config.credentials` into a provider that keeps credentials until they are about to expire.
 *
 * Setting the property changes the credentials from the next call on; the new value is completed in the same way.
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

function resolveCredentials(config: CredentialsConfig, given: GivenCredentials): MarkedProvider {
  // A provider of another client has all of this already.
  const isProvider = typeof given === "function";
  if (isProvider && given.memoized && given.configBound && given.attributed) {
    return given;
  }
  const source = sourceOf(config, given);
  const provider: MarkedProvider = async (options) =>
    source(isProvider && given.configBound ? options : { ...options, callerClientConfig: config });
  return Object.assign(provider, { memoized: true, configBound: true, ...(given && { attributed: true }) });
}

function sourceOf(config: CredentialsConfig, given: GivenCredentials): AwsCredentialIdentityProvider {
  if (!given) {
    return defaultChain(config);
  }
  if (typeof given !== "function") {
    // AWS's clients also accept a promise of credentials, although their types do not.
    return async () => attributedToCode(await given);
  }
  return given.memoized ? given : memoized(given);
}

/** Keeps credentials until shortly before they expire; calls during a renewal share its result. */
export function memoized(source: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider;
export function memoized(
  source: AwsCredentialIdentityProvider,
): Refresher<AwsCredentialIdentity, ProviderOptions>["get"] {
  // Undefined only after `free`, which is never called.
  return refresher<AwsCredentialIdentity, ProviderOptions>(
    async (options) => {
      const credentials = await source(options);
      // Credentials whose expiration cannot be read are not kept.
      remaining(credentials);
      return credentials;
    },
    { remaining, refreshBelow: EXPIRATION_WINDOW_MS, waitBelow: EXPIRATION_WINDOW_MS },
  ).get;
}

/** @throws Error when the expiration cannot be read. */
function remaining(credentials: AwsCredentialIdentity): number {
  // A provider may return anything; the signer reports what is wrong with it.
  const { expiration }: { expiration?: Date & { epochMilliseconds?: number } } = Object(credentials);
  if (expiration == null) {
    return Number.POSITIVE_INFINITY;
  }
  // Stored credentials have been converted to JSON; a Temporal.Instant does not convert implicitly.
  const time = new Date(expiration.epochMilliseconds ?? expiration).getTime();
  if (Number.isNaN(time)) {
    throw new Error("The `expiration` of credentials is not a date.");
  }
  return time - Date.now();
}

/** The default chain, created by the first signed call. It has its own cache. */
function defaultChain(config: CredentialsConfig): AwsCredentialIdentityProvider {
  let chain: AwsCredentialIdentityProvider | undefined;
  return (options) => {
    chain ??= config.credentialDefaultProvider({ ...config, parentClientConfig: config });
    return chain(options);
  };
}

/**
 * Notes in the credentials, for the user agent, that they came from code ("e").
 *
 * The object itself is used for every signature, not a copy, because it may have getters, or receive other keys later. A frozen object is
 * not marked.
 */
function attributedToCode(credentials: AwsCredentialIdentity): AwsCredentialIdentity {
  const { $source = {} }: { $source?: object } = Object(credentials);
  if (Object.keys($source).length === 0 && typeof credentials === "object") {
    Reflect.set(credentials, "$source", { CREDENTIALS_CODE: "e" });
  }
  return credentials;
}
