const { CognitoIdentityClient, GetIdCommand, NotAuthorizedException } = require("@aws-sdk/client-cognito-identity");
const { mockClient } = require("aws-sdk-client-mock");
require("aws-sdk-client-mock-jest");

test("aws-sdk-client-mock and its matchers know the commands", async () => {
  const mock = mockClient(CognitoIdentityClient);
  mock.on(GetIdCommand).resolvesOnce({ IdentityId: "us-east-1:one" });
  mock
    .on(GetIdCommand, { IdentityPoolId: "us-east-1:forbidden" })
    .rejects(new NotAuthorizedException({ message: "no", $metadata: {} }));
  const client = new CognitoIdentityClient({});
  expect(await client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:pool" }))).toEqual({
    IdentityId: "us-east-1:one",
  });
  await expect(client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:forbidden" }))).rejects.toBeInstanceOf(
    NotAuthorizedException,
  );
  expect(mock).toHaveReceivedCommandTimes(GetIdCommand, 2);
  expect(mock).toHaveReceivedCommandWith(GetIdCommand, { IdentityPoolId: "us-east-1:pool" });
  expect(mock).toHaveReceivedNthCommandWith(2, GetIdCommand, { IdentityPoolId: "us-east-1:forbidden" });
});
