// Starts the local service in the built server, and gets a guest's credentials from it.
import { CognitoIdentity } from "cognito-identity-client";
import { fromCognitoIdentityPool } from "cognito-identity-client/credentials";
import { startCognitoIdentity } from "cognito-identity-client/local";

export default async () => {
  const service = await startCognitoIdentity({ control: true });
  try {
    const { endpoint } = service;
    const admin = new CognitoIdentity(service.clientConfig());
    const pool = await admin.createIdentityPool({ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true });
    const IdentityPoolId = pool.IdentityPoolId ?? "";
    const unauthenticated = "arn:aws:iam::000000000000:role/Guest";
    await admin.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated } });
    const provider = fromCognitoIdentityPool({ identityPoolId: IdentityPoolId, clientConfig: { endpoint } });
    const { accessKeyId } = await provider();
    const console = await (await fetch(`${endpoint}/`)).text();
    return { issued: service.resolveAccessKey(accessKeyId)?.flow, console: console.includes("</html>") };
  } finally {
    await service.close();
  }
};
