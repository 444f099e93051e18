import { defaultProvider as awsProvider } from "@aws-sdk/credential-provider-node";
import type { AwsCredentialIdentityProvider } from "@smithy/types";

/**
 * AWS's default chain of credential providers.
 *
 * This code must not depend on classes or state of other files, because Node.js loads this file as a separate bundle. The build inlines
 * AWS's packages, with the clients of `nestedClients/` in place of those of `@aws-sdk/nested-clients`.
 */
export const defaultProvider: (init: { profile?: string }) => AwsCredentialIdentityProvider = awsProvider;
