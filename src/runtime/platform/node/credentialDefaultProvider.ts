import type { AwsCredentialIdentityProvider } from "@smithy/types";

/** The default chain of AWS SDKs: environment, shared config files, SSO, web identity, container and instance metadata. */
export function credentialDefaultProvider(init: object): AwsCredentialIdentityProvider {
  let chain: AwsCredentialIdentityProvider | undefined;
  return async (options) => {
    // Loaded on first need: the chain takes longer to load than all the rest of this package.
    chain ??= (await import("@aws-sdk/credential-provider-node")).defaultProvider(init);
    return chain(options);
  };
}
