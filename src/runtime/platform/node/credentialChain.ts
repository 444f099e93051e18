import { defaultProvider as awsProvider } from "@aws-sdk/credential-provider-node";
import type { AwsCredentialIdentityProvider } from "@smithy/types";

/**
 * AWS's default chain of credential providers.
 *
 * Nothing here may depend on a class or on state of other files: Node.js loads this file as a bundle of its own. The build inlines
 * AWS's packages, with the clients of `nestedClients/` in place of those of `@aws-sdk/nested-clients`.
 */
export const defaultProvider: (init: { profile?: string }) => AwsCredentialIdentityProvider = awsProvider;
