// Jest moves this call above the imports of a file that Babel has compiled; here it is already first.
jest.mock("@aws-sdk/client-cognito-identity", () => {
  const original = jest.requireActual("@aws-sdk/client-cognito-identity");
  return { ...original, GetIdCommand: jest.fn((input) => new original.GetIdCommand({ ...input, Logins: {} })) };
});

const { CognitoIdentityClient, GetIdCommand } = require("@aws-sdk/client-cognito-identity");

test("a command is replaced, and the rest stays what it is", async () => {
  const client = new CognitoIdentityClient({});
  const command = new GetIdCommand({ IdentityPoolId: process.env.POOL_ID });
  expect(command.input).toEqual({ IdentityPoolId: process.env.POOL_ID, Logins: {} });
  expect((await client.send(command)).IdentityId).toMatch(/^us-east-1:/);
  expect(GetIdCommand).toHaveBeenCalledWith({ IdentityPoolId: process.env.POOL_ID });
  client.destroy();
});

test("a module that is mocked by Jest itself has mocks for all its classes", () => {
  const { GetIdCommand: Mock, CognitoIdentityClient: Client } = jest.createMockFromModule(
    "@aws-sdk/client-cognito-identity",
  );
  const client = new Client({});
  client.send.mockReturnValue("mocked");
  expect(client.send(new Mock({}))).toBe("mocked");
  expect(Mock).toHaveBeenCalledTimes(1);
});

test("an export is spied on and restored", () => {
  const original = jest.requireActual("@aws-sdk/client-cognito-identity");
  const { CognitoIdentityClient: Client } = original;
  const spy = jest.spyOn(original, "CognitoIdentityClient").mockImplementation(() => ({ send: () => "spied" }));
  expect(new original.CognitoIdentityClient({}).send()).toBe("spied");
  spy.mockRestore();
  expect(original.CognitoIdentityClient).toBe(Client);
});

test("the package may be loaded anew", () => {
  jest.resetModules();
  const again = jest.requireActual("@aws-sdk/client-cognito-identity");
  expect(again.CognitoIdentityClient).not.toBe(CognitoIdentityClient);
  jest.isolateModules(() => {
    expect(jest.requireActual("@aws-sdk/client-cognito-identity").GetIdCommand).not.toBe(again.GetIdCommand);
  });
});
