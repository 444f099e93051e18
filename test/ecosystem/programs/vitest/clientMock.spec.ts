import {
  CognitoIdentity,
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  type GetIdCommandInput,
  ListIdentityPoolsCommand,
  paginateListIdentityPools,
  ResourceNotFoundException,
} from "@aws-sdk/client-cognito-identity";
import { type AwsClientStub, mockClient } from "aws-sdk-client-mock";
import "aws-sdk-client-mock-vitest/extend";
import { afterEach, beforeEach, expect, test } from "vitest";

const IdentityPoolId = "us-east-1:pool";
let mock: AwsClientStub<CognitoIdentityClient>;

beforeEach(() => {
  mock = mockClient(CognitoIdentityClient);
});
afterEach(() => mock.restore());

test("responds to a command as configured", async () => {
  mock.on(GetIdCommand, { IdentityPoolId }).resolves({ IdentityId: "us-east-1:one" });
  mock.on(GetIdCommand, { IdentityPoolId: "us-east-1:other" }).resolves({ IdentityId: "us-east-1:two" });
  const client = new CognitoIdentityClient({ region: "us-east-1" });
  const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId }));
  expect(IdentityId).toBe("us-east-1:one");
  expect((await client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:other" }))).IdentityId).toBe("us-east-1:two");
  expect(await client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:third" }))).toBeUndefined();
});

test("responds with several outputs in turn, rejects, and calls functions", async () => {
  const gone = new ResourceNotFoundException({ message: "gone", $metadata: {} });
  mock
    .on(GetIdCommand)
    .resolvesOnce({ IdentityId: "us-east-1:first" })
    .rejectsOnce(gone)
    .callsFakeOnce(async ({ IdentityPoolId: pool }: GetIdCommandInput) => ({ IdentityId: `${pool}!` }))
    .rejects("enough");
  const client = new CognitoIdentityClient({});
  const send = () => client.send(new GetIdCommand({ IdentityPoolId }));
  await expect(send()).resolves.toEqual({ IdentityId: "us-east-1:first" });
  await expect(send()).rejects.toBe(gone);
  await expect(send()).resolves.toEqual({ IdentityId: "us-east-1:pool!" });
  await expect(send()).rejects.toThrow("enough");
  mock.reset();
  mock.on(GetIdCommand).callsFake(async ({ IdentityPoolId: pool }: GetIdCommandInput) => ({ IdentityId: `${pool}!` }));
  await expect(send()).resolves.toEqual({ IdentityId: "us-east-1:pool!" });
});

test("counts calls, and provides matchers for them", async () => {
  mock.onAnyCommand().resolves({});
  const client = new CognitoIdentityClient({});
  await client.send(new GetIdCommand({ IdentityPoolId, Logins: { provider: "token" } }));
  await client.send(new GetCredentialsForIdentityCommand({ IdentityId: "us-east-1:one" }));
  await client.send(new GetCredentialsForIdentityCommand({ IdentityId: "us-east-1:two" }));

  expect(mock.commandCalls(GetIdCommand).map(({ args: [command] }) => command.input.IdentityPoolId)).toEqual([
    IdentityPoolId,
  ]);
  expect(mock.commandCalls(GetCredentialsForIdentityCommand, { IdentityId: "us-east-1:two" })).toHaveLength(1);
  expect(mock.calls()).toHaveLength(3);
  expect(mock.call(0).args[0]).toBeInstanceOf(GetIdCommand);

  expect(mock).toHaveReceivedCommand(GetIdCommand);
  expect(mock).toHaveReceivedCommandOnce(GetIdCommand);
  expect(mock).toHaveReceivedCommandTimes(GetCredentialsForIdentityCommand, 2);
  expect(mock).toHaveReceivedCommandWith(GetIdCommand, { IdentityPoolId });
  expect(mock).toHaveReceivedNthCommandWith(GetCredentialsForIdentityCommand, 2, { IdentityId: "us-east-1:two" });
  expect(mock).toHaveReceivedLastCommandWith(GetCredentialsForIdentityCommand, { IdentityId: "us-east-1:two" });
  expect(mock).not.toHaveReceivedCommand(ListIdentityPoolsCommand);
  expect(() => expect(mock).toHaveReceivedCommandWith(GetIdCommand, { IdentityPoolId: "another" })).toThrow(
    /GetIdCommand/,
  );
});

test("mocks a single client, including its methods and paginators", async () => {
  const cognito = new CognitoIdentity({ region: "us-east-1" });
  const one = mockClient(cognito);
  one.on(GetIdCommand).resolves({ IdentityId: "us-east-1:method" });
  one
    .on(ListIdentityPoolsCommand, { MaxResults: 1 })
    .resolves({ IdentityPools: [{ IdentityPoolId: "us-east-1:a" }], NextToken: "more" })
    .on(ListIdentityPoolsCommand, { MaxResults: 1, NextToken: "more" })
    .resolves({ IdentityPools: [{ IdentityPoolId: "us-east-1:b" }] });
  expect(await cognito.getId({ IdentityPoolId })).toEqual({ IdentityId: "us-east-1:method" });
  const ids: (string | undefined)[] = [];
  for await (const { IdentityPools = [] } of paginateListIdentityPools({ client: cognito }, { MaxResults: 1 })) {
    ids.push(...IdentityPools.map((pool) => pool.IdentityPoolId));
  }
  expect(ids).toEqual(["us-east-1:a", "us-east-1:b"]);
  expect(one).toHaveReceivedCommandTimes(ListIdentityPoolsCommand, 2);
  expect(mock).not.toHaveReceivedAnyCommand();
});

test("restores the real client", async () => {
  mock.on(ListIdentityPoolsCommand).resolves({ IdentityPools: [] });
  const client = new CognitoIdentityClient({});
  expect((await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }))).IdentityPools).toEqual([]);
  mock.restore();
  expect((await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }))).IdentityPools).toHaveLength(1);
});
