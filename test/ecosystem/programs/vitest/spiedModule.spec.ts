import { CognitoIdentityClient, GetIdCommand, ListIdentityPoolsCommand } from "@aws-sdk/client-cognito-identity";
import { expect, test, vi } from "vitest";

vi.mock("@aws-sdk/client-cognito-identity", { spy: true });

test("all exports can be spied on, while signed and public calls reach the service", async () => {
  const client = new CognitoIdentityClient({});
  expect(vi.isMockFunction(client.send)).toBe(true);
  const { IdentityPools = [] } = await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
  expect(IdentityPools).toHaveLength(1);
  const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId: IdentityPools[0]?.IdentityPoolId }));
  expect(IdentityId).toMatch(/^us-east-1:/);
  vi.mocked(client.send).mockResolvedValueOnce({ IdentityId: "us-east-1:spy" } as never);
  const mocked = await client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:pool" }));
  expect(mocked).toEqual({ IdentityId: "us-east-1:spy" });
});
