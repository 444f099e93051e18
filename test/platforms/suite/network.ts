import { type Case, group } from "./Case.js";
import { check, checkEqual, rejected } from "./check.js";

const IdentityPoolId = "eu-west-1:00000000-0000-4000-8000-000000000000";

export const network: Case[] = group("network", {
  "an address without a server causes the engine's error, after all attempts": async ({
    sdk,
    app,
    refusedEndpoint,
  }) => {
    const error = await rejected(app({ endpoint: refusedEndpoint, maxAttempts: 2 }).getId({ IdentityPoolId }));
    check(!(error instanceof sdk.CognitoIdentityServiceException), "it claims to come from the service");
    check(error.message !== "", "it says nothing");
    checkEqual(error.$metadata?.attempts, 2, "attempts");
    checkEqual(error.$metadata?.httpStatusCode, undefined, "status");
  },

  // WebKit returns the text without an error.
  "a response without its last chunk is followed by another attempt": async ({ app, truncatingEndpoint }) => {
    const { IdentityId, $metadata } = await app({ endpoint: truncatingEndpoint }).getId({ IdentityPoolId });
    checkEqual(IdentityId, "eu-west-1:whole", "identity");
    checkEqual($metadata.attempts, 2, "attempts");
  },
});
