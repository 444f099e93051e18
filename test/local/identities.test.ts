import { expect, test } from "vitest";
import type { CognitoIdentityService } from "../../src/local/index.js";
import {
  createFullPool,
  createPool,
  loginToken,
  manualClock,
  ok,
  refused,
  send,
  startService,
  UNKNOWN_ID,
  USER_POOL,
} from "./harness.js";

const guests = async (service: CognitoIdentityService, IdentityPoolId: string, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await ok(service, "GetId", { IdentityPoolId })).IdentityId);
  return ids;
};

const idsOf = ({ Identities }: { Identities: { IdentityId: string }[] }): string[] =>
  Identities.map(({ IdentityId }) => IdentityId);

test("DescribeIdentity returns dates with milliseconds, and no logins for guests", async () => {
  const clock = manualClock(1_538_078_988_077);
  const service = await startService({ clock });
  const IdentityPoolId = await createFullPool(service);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { text } = await send(service, "DescribeIdentity", { IdentityId });
  expect(text).toBe(
    `{"CreationDate":1.538078988077E9,"IdentityId":"${IdentityId}","LastModifiedDate":1.538078988077E9}`,
  );
  clock.advance(1000);
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "x" }) };
  await ok(service, "GetOpenIdToken", { IdentityId, Logins });
  expect(await ok(service, "DescribeIdentity", { IdentityId })).toEqual({
    IdentityId,
    Logins: [USER_POOL],
    CreationDate: 1538078988.077,
    LastModifiedDate: 1538078989.077,
  });
});

test("ListIdentities returns pages in ascending order of IDs, and its tokens survive insertions and deletions", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const ids = (await guests(service, IdentityPoolId, 5)).sort();
  const first = await ok(service, "ListIdentities", { IdentityPoolId, MaxResults: 2 });
  expect(first.IdentityPoolId).toBe(IdentityPoolId);
  expect(idsOf(first)).toEqual(ids.slice(0, 2));
  await ok(service, "DeleteIdentities", { IdentityIdsToDelete: [ids[1], ids[3]] });
  const [added = ""] = await guests(service, IdentityPoolId, 1);
  const rest = await ok(service, "ListIdentities", { IdentityPoolId, MaxResults: 60, NextToken: first.NextToken });
  expect(idsOf(rest)).toEqual([ids[2], ids[4], ...(added > (ids[1] ?? "") ? [added] : [])].sort());
  expect(rest).not.toHaveProperty("NextToken");
});

test("a full last page has no token", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  await guests(service, IdentityPoolId, 2);
  expect(await ok(service, "ListIdentities", { IdentityPoolId, MaxResults: 2 })).not.toHaveProperty("NextToken");
});

test("a token from one pool is invalid for another", async () => {
  const service = await startService();
  const [one, two] = [await createPool(service), await createPool(service)];
  await guests(service, one, 2);
  const { NextToken } = await ok(service, "ListIdentities", { IdentityPoolId: one, MaxResults: 1 });
  for (const token of [NextToken, "nonsense", "MS5u"]) {
    const input = { IdentityPoolId: two, MaxResults: 1, NextToken: token };
    expect((await refused(service, "ListIdentities", input)).code).toBe("InvalidParameterException");
  }
});

test("disabled identities are listed unless they are hidden, which doesn't shorten pages", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "x" }) };
  const merged = await guests(service, IdentityPoolId, 3);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  for (const guest of merged) await ok(service, "GetOpenIdToken", { IdentityId: guest, Logins });
  const last = await guests(service, IdentityPoolId, 1);
  const all = await ok(service, "ListIdentities", { IdentityPoolId, MaxResults: 60 });
  expect(idsOf(all)).toEqual([...merged, IdentityId, ...last].sort());
  const hidden = await ok(service, "ListIdentities", { IdentityPoolId, MaxResults: 2, HideDisabled: true });
  expect(idsOf(hidden)).toEqual([IdentityId, ...last].sort());
  expect(hidden).not.toHaveProperty("NextToken");
});

test("DeleteIdentities accepts IDs of several pools, unknown and repeated ones", async () => {
  const service = await startService();
  const ids = [
    ...(await guests(service, await createPool(service), 1)),
    ...(await guests(service, await createPool(service), 1)),
  ];
  const { text } = await send(service, "DeleteIdentities", { IdentityIdsToDelete: [...ids, ...ids, UNKNOWN_ID] });
  expect(text).toBe('{"UnprocessedIdentityIds":[]}');
  for (const IdentityId of ids) {
    expect((await refused(service, "DescribeIdentity", { IdentityId })).message).toBe(
      `Identity '${IdentityId}' not found.`,
    );
  }
});

test("identities of another account can be neither described nor deleted", async () => {
  const other = { accessKeyId: "other", secretAccessKey: "other", accountId: "111122223333" };
  const service = await startService({ credentials: [{ accessKeyId: "test", secretAccessKey: "test" }, other] });
  const [IdentityId] = await guests(service, await createPool(service), 1);
  const asOther = { credentials: other };
  expect((await refused(service, "DescribeIdentity", { IdentityId }, asOther)).code).toBe("ResourceNotFoundException");
  expect(await ok(service, "DeleteIdentities", { IdentityIdsToDelete: [IdentityId] }, asOther)).toEqual({
    UnprocessedIdentityIds: [{ IdentityId, ErrorCode: "AccessDenied" }],
  });
  await ok(service, "DescribeIdentity", { IdentityId });
});
