import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { CognitoIdentityClient, GetOpenIdTokenForDeveloperIdentityCommand } from "cognito-identity-client";

const { IDENTITY_POOL_ID, DEVELOPER_PROVIDER_NAME = "" } = process.env;
/** The application exchanges the token for credentials at once; AWS's default is fifteen minutes, too. */
const TOKEN_SECONDS = 15 * 60;

// Once for all requests that this instance of the function answers: connections stay open between them. Region and the
// credentials of the function's role come from Lambda's environment.
const client = new CognitoIdentityClient();

/** Gives whoever is signed in with your own backend an identity of the identity pool. */
export async function handler({
  requestContext,
}: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<APIGatewayProxyStructuredResultV2> {
  // Who the user is says the authorizer, never the request itself.
  const { sub, plan } = requestContext.authorizer.jwt.claims;
  const { IdentityId, Token } = await client.send(
    new GetOpenIdTokenForDeveloperIdentityCommand({
      IdentityPoolId: IDENTITY_POOL_ID,
      Logins: { [DEVELOPER_PROVIDER_NAME]: String(sub) },
      // Policies may ask for it: `aws:PrincipalTag/plan`.
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
