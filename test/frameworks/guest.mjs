import { CognitoIdentityClient, ListIdentityPoolsCommand } from "cognito-identity-client";
import { fromCognitoIdentityPool } from "cognito-identity-client/credentials";

/** Gets a guest's credentials and makes a signed call, with the service from the environment. */
export async function guest() {
  const { COGNITO_ENDPOINT: endpoint, IDENTITY_POOL_ID: identityPoolId } = process.env;
  const clientConfig = { region: "eu-west-1", endpoint };
  // All requests to this process share one guest. For credentials of each user, see docs/frameworks.md.
  const credentials = await fromCognitoIdentityPool({ identityPoolId, clientConfig })();
  const client = new CognitoIdentityClient({
    ...clientConfig,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const { IdentityPools } = await client.send(new ListIdentityPoolsCommand({ MaxResults: 10 }));
  const { runtime } = client.config;
  return { runtime, issued: credentials.accessKeyId.length, pools: IdentityPools.length };
}
