import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { CognitoIdentityClient, GetOpenIdTokenForDeveloperIdentityCommand } from "cognito-identity-client";

const { IDENTITY_POOL_ID, DEVELOPER_PROVIDER_NAME = "" } = process.env;
/** The application exchanges the token for credentials immediately. Fifteen minutes is also AWS's default. */
const TOKEN_SECONDS = 15 * 60;

// Created once for all invocations of this instance of the function, so that connections stay open. The Region and the credentials of the
// function's role come from Lambda's environment.
const client = new CognitoIdentityClient();

/** Returns an identity in the identity pool for a user of your backend. */
export async function handler({
  requestContext,
}: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<APIGatewayProxyStructuredResultV2> {
  // Only the authorizer determines who the user is, never the request itself.
  const { sub, plan } = requestContext.authorizer.jwt.claims;
  const { IdentityId, Token } = await client.send(
    new GetOpenIdTokenForDeveloperIdentityCommand({
      IdentityPoolId: IDENTITY_POOL_ID,
      Logins: { [DEVELOPER_PROVIDER_NAME]: String(sub) },
      // Policies can use it: `aws:PrincipalTag/plan`.
      PrincipalTags: { plan: String(plan ?? "free") },
      TokenDuration: TOKEN_SECONDS,
    }),
  );
  return {
    statusCode: 200,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify({ identityId: IdentityId, token: Token }),
  };
}
