import {
  CognitoIdentity,
  CognitoIdentityClient,
  GetIdCommand,
  NotAuthorizedException,
} from "@aws-sdk/client-cognito-identity";
import { afterEach, expect, test, vi } from "vitest";

const { send } = vi.hoisted(() => ({ send: vi.fn() }));

vi.mock("@aws-sdk/client-cognito-identity", async (importOriginal) => ({
  ...(await importOriginal<typeof import("@aws-sdk/client-cognito-identity")>()),
  CognitoIdentityClient: class {
    send = send;
  },
}));

afterEach(() => {
  vi.restoreAllMocks();
  send.mockReset();
});

test("a class can be replaced while others stay unchanged", async () => {
  send.mockResolvedValueOnce({ IdentityId: "us-east-1:mock" });
  const client = new CognitoIdentityClient({});
  const command = new GetIdCommand({ IdentityPoolId: "us-east-1:pool" });
  await expect(client.send(command)).resolves.toEqual({ IdentityId: "us-east-1:mock" });
  expect(send).toHaveBeenCalledWith(command);
  expect(new NotAuthorizedException({ message: "no", $metadata: {} })).toBeInstanceOf(Error);
});

test("a method can be spied on, on the prototype and on an object", async () => {
  const onPrototype = vi
    .spyOn(CognitoIdentity.prototype, "send")
    .mockResolvedValue({ IdentityId: "prototype" } as never);
  const cognito = new CognitoIdentity({ region: "us-east-1" });
  expect(await cognito.getId({ IdentityPoolId: "us-east-1:pool" })).toEqual({ IdentityId: "prototype" });
  expect(onPrototype).toHaveBeenCalledOnce();
  expect(onPrototype.mock.calls[0]?.[0]).toBeInstanceOf(GetIdCommand);

  const onObject = vi.spyOn(cognito, "getId").mockImplementation(async () => ({ IdentityId: "object", $metadata: {} }));
  expect((await cognito.getId({ IdentityPoolId: "us-east-1:pool" })).IdentityId).toBe("object");
  expect(onObject).toHaveBeenCalledWith({ IdentityPoolId: "us-east-1:pool" });
});
