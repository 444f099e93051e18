/** `npm start`: calls the function as Lambda would, with an identity pool on this machine, and continues as the application would. */
import { readFile } from "node:fs/promises";
import { CognitoIdentityClient, GetCredentialsForIdentityCommand } from "cognito-identity-client";
import { startCognitoIdentity } from "cognito-identity-client/local";

const region = "eu-west-1";
const service = await startCognitoIdentity({ region, seed: new URL("seed.json", import.meta.url) });
try {
  // The environment that Lambda provides, and the variables that you set for the function.
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_COGNITO_IDENTITY: service.endpoint,
    IDENTITY_POOL_ID: "eu-west-1:5eedb1a5-0000-4000-8000-00000000f00d",
    DEVELOPER_PROVIDER_NAME: "login.example.com",
  });
  const { handler } = await import("./dist/handler.cjs");
  const event = JSON.parse(await readFile(new URL("event.json", import.meta.url), "utf8"));
  const { statusCode, body } = await handler(event);
  const { identityId, token } = JSON.parse(body);
  console.log(`The function:     ${statusCode}, identity ${identityId}, a token of ${token.length} characters`);

  const application = new CognitoIdentityClient({ region, endpoint: service.endpoint });
  const { Credentials } = await application.send(
    new GetCredentialsForIdentityCommand({
      IdentityId: identityId,
      Logins: { "cognito-identity.amazonaws.com": token },
    }),
  );
  application.destroy();
  const { roleArn, principalTags } = service.resolveAccessKey(Credentials.AccessKeyId);
  console.log(`The application:  credentials of ${roleArn} until ${Credentials.Expiration.toISOString()}`);
  console.log(`Policies see:     ${JSON.stringify(principalTags)}`);
} finally {
  await service.close();
}
