const {
  CognitoIdentity,
  CognitoIdentityClient,
  GetIdCommand,
  ListIdentityPoolsCommand,
  ResourceNotFoundException,
} = require("@aws-sdk/client-cognito-identity");

const IdentityPoolId = process.env.POOL_ID;

test("a public call is sent, and an error has its class", async () => {
  const client = new CognitoIdentityClient({});
  const { IdentityId, $metadata } = await client.send(new GetIdCommand({ IdentityPoolId }));
  expect(IdentityId).toMatch(/^us-east-1:/);
  expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 });
  const missing = new GetIdCommand({ IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" });
  await expect(client.send(missing)).rejects.toBeInstanceOf(ResourceNotFoundException);
  await expect(client.send(missing)).rejects.toThrow("not found");
  client.destroy();
});

test("a signed call uses the credentials of the environment", async () => {
  const client = new CognitoIdentityClient({});
  const { IdentityPools } = await client.send(new ListIdentityPoolsCommand({ MaxResults: 10 }));
  expect(IdentityPools).toEqual([{ IdentityPoolId, IdentityPoolName: "app" }]);
  client.destroy();
});

test("a signed call uses the credentials of a shared file", async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
  process.env.AWS_SHARED_CREDENTIALS_FILE = process.env.CREDENTIALS_FILE;
  process.env.AWS_PROFILE = "developer";
  try {
    const client = new CognitoIdentityClient({});
    const { IdentityPools } = await client.send(new ListIdentityPoolsCommand({ MaxResults: 10 }));
    expect(IdentityPools).toHaveLength(1);
    client.destroy();
  } finally {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
    delete process.env.AWS_PROFILE;
  }
});

test("a client with adaptive retries sends, and tries again when it is throttled", async () => {
  const cognito = new CognitoIdentity({ retryMode: "adaptive" });
  const { IdentityId } = await cognito.getId({ IdentityPoolId });
  const { Credentials, $metadata } = await cognito.getCredentialsForIdentity({ IdentityId });
  expect(Credentials.Expiration).toBeInstanceOf(Date);
  expect($metadata.attempts).toBe(2);
  cognito.destroy();
});
