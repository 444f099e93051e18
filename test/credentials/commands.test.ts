import { expect, test } from "vitest";
import { fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { GetCredentialsForIdentityCommand, GetIdCommand } from "../../src/index.js";
import { mapStorage } from "./world.js";

test("A mock client can distinguish commands by their classes", async () => {
  const sent: unknown[] = [];
  const client = {
    send: async (command: unknown) => {
      sent.push(command);
      return command instanceof GetIdCommand
        ? { IdentityId: "eu-west-1:1" }
        : { Credentials: { AccessKeyId: "a", SecretKey: "s" } };
    },
  };
  const provider = fromCognitoIdentityPool({ identityPoolId: "eu-west-1:p", client, cache: mapStorage() });
  expect(await provider()).toMatchObject({ identityId: "eu-west-1:1", accessKeyId: "a" });
  expect(sent).toEqual([expect.any(GetIdCommand), expect.any(GetCredentialsForIdentityCommand)]);
});
