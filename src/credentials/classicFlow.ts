import { GetOpenIdToken$ } from "../generated/commands/GetOpenIdTokenCommand.js";
import { parseEndpoint } from "../runtime/http/parseEndpoint.js";
import { assumeRoleWithWebIdentity } from "./assumeRoleWithWebIdentity.js";
import type { Flow } from "./credentialsProvider.js";
import { configuredStsUrl } from "./platform/callers.js";
import { stsEndpoint } from "./stsEndpoint.js";
import { lifetime } from "./toCredentials.js";

const DEFAULT_DURATION_SECONDS = 3_600;

/**
 * Gets a token from Cognito, and exchanges it at STS for credentials with the role, policy, and duration that the caller chooses.
 *
 * @throws TypeError without `roleArn`; SecurityTokenServiceException.
 */
export const classicFlow: Flow = async (client, identityId, logins, parameters) => {
  const { roleArn, sessionPolicy, durationSeconds = DEFAULT_DURATION_SECONDS } = parameters;
  if (!roleArn) {
    throw new TypeError('The classic flow needs a role: pass `roleArn`, or leave out `flow: "classic"`.');
  }
  const { output } = await client.callOperation(GetOpenIdToken$, { IdentityId: identityId, Logins: logins });
  const { Token, IdentityId = identityId } = output;
  const profile = parameters.clientConfig?.profile ?? parameters.parentClientConfig?.profile;
  const { accessKeyId, secretAccessKey, sessionToken, expiration, headers } = await assumeRoleWithWebIdentity(
    await client.config(),
    async (config) =>
      parameters.stsEndpoint
        ? parseEndpoint(parameters.stsEndpoint)
        : stsEndpoint(config, () => configuredStsUrl(profile)),
    {
      RoleArn: roleArn,
      RoleSessionName: parameters.roleSessionName ?? "CognitoIdentityCredentials",
      WebIdentityToken: Token,
      DurationSeconds: String(durationSeconds),
      Policy: typeof sessionPolicy === "object" ? JSON.stringify(sessionPolicy) : sessionPolicy,
    },
  );
  const remaining = lifetime(expiration, headers, durationSeconds * 1_000);
  return { identityId: IdentityId, accessKeyId, secretAccessKey, sessionToken, remaining };
};
