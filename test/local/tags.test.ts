import { expect, test } from "vitest";
import { createPool, ok, refused, send, startService } from "./harness.js";

const arnOf = (poolId: string, account = "000000000000", region = "us-east-1"): string =>
  `arn:aws:cognito-identity:${region}:${account}:identitypool/${poolId}`;

test("tags are added, overwritten, listed, and removed, and shown with the pool", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service, { IdentityPoolTags: { a: "1", b: "2" } });
  const ResourceArn = arnOf(IdentityPoolId);
  expect((await send(service, "TagResource", { ResourceArn, Tags: { b: "3", c: "" } })).text).toBe("{}");
  expect(await ok(service, "ListTagsForResource", { ResourceArn })).toEqual({ Tags: { a: "1", b: "3", c: "" } });
  expect((await send(service, "UntagResource", { ResourceArn, TagKeys: ["a", "never there"] })).text).toBe("{}");
  const pool = await ok(service, "DescribeIdentityPool", { IdentityPoolId });
  expect(pool.IdentityPoolTags).toEqual({ b: "3", c: "" });
});

test("fifty tags are accepted, the fifty-first is rejected", async () => {
  const service = await startService();
  const ResourceArn = arnOf(await createPool(service));
  const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`key${n}`, "v"]));
  await ok(service, "TagResource", { ResourceArn, Tags });
  expect(await refused(service, "TagResource", { ResourceArn, Tags: { more: "v" } })).toEqual({
    code: "InvalidParameterException",
    message: "A resource can have at most 50 tags.",
  });
  await ok(service, "TagResource", { ResourceArn, Tags: { key0: "again" } });
});

test("a pool of CloudFormation, whose own tags do not count, can get fifty tags", async () => {
  const IdentityPoolTags = { "aws:cloudformation:stack-name": "app", a: "1" };
  const pool = { IdentityPoolName: "app", AllowUnauthenticatedIdentities: true, IdentityPoolTags };
  const service = await startService({ seed: { pools: [pool] } });
  const [{ IdentityPoolId = "" } = {}] = (await ok(service, "ListIdentityPools", { MaxResults: 1 })).IdentityPools;
  const ResourceArn = arnOf(IdentityPoolId);
  const Tags = Object.fromEntries(Array.from({ length: 49 }, (_, n) => [`key${n}`, "v"]));
  await ok(service, "TagResource", { ResourceArn, Tags });
  expect(await ok(service, "ListTagsForResource", { ResourceArn })).toEqual({ Tags: { ...IdentityPoolTags, ...Tags } });
  expect((await refused(service, "TagResource", { ResourceArn, Tags: { more: "v" } })).message).toBe(
    "A resource can have at most 50 tags.",
  );
});

test.each([
  ["aws:mine", "x"],
  ["key!", "x"],
  ["key", "x*y"],
])("the tag %s=%s is rejected", async (key, value) => {
  const service = await startService();
  const ResourceArn = arnOf(await createPool(service));
  const fault = await refused(service, "TagResource", { ResourceArn, Tags: { [key]: value } });
  expect(fault.code).toBe("InvalidParameterException");
});

test("a tag can be named __proto__", async () => {
  const service = await startService();
  const ResourceArn = arnOf(await createPool(service));
  await ok(service, "TagResource", `{"ResourceArn":"${ResourceArn}","Tags":{"__proto__":"x"}}`);
  expect((await send(service, "ListTagsForResource", { ResourceArn })).text).toBe('{"Tags":{"__proto__":"x"}}');
});

const INPUTS: [string, object][] = [
  ["TagResource", { Tags: { a: "b" } }],
  ["UntagResource", { TagKeys: ["a"] }],
  ["ListTagsForResource", {}],
];

test.each(INPUTS)("%s distinguishes the mistakes in an ARN", async (operation, input) => {
  const service = await startService();
  const poolId = await createPool(service);
  const code = async (ResourceArn: string) => (await refused(service, operation, { ResourceArn, ...input })).code;
  expect(await code("arn:aws:cognito-identity:nonsense")).toBe("InvalidParameterException");
  expect(await refused(service, operation, { ResourceArn: poolId, ...input })).toEqual({
    code: "AccessDeniedException",
    message: `User: arn:aws:iam::000000000000:user/test is not authorized to perform: cognito-identity:${operation} on resource: ${poolId}`,
  });
  expect(await code(arnOf(poolId, "111122223333"))).toBe("NotAuthorizedException");
  expect(await code(arnOf(poolId, undefined, "eu-west-1"))).toBe("NotAuthorizedException");
  expect(await code(arnOf(poolId).replace("arn:aws:", "arn:aws-cn:"))).toBe("NotAuthorizedException");
  expect(await code(arnOf("us-east-1:00000000-0000-0000-0000-000000000000"))).toBe("ResourceNotFoundException");
});
