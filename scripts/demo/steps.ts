import assert from "node:assert/strict";
import {
  type CognitoIdentity,
  CreateIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  ListIdentityPoolsCommand,
  paginateListIdentityPools,
  ResourceNotFoundException,
} from "../../src/index.js";
import { credentials } from "./credentials.js";
import type { Journal } from "./Journal.js";

const ROLE = "arn:aws:iam::000000000000:role/DemoGuest";
const UNKNOWN_POOL = "us-east-1:00000000-0000-4000-8000-000000000000";

/** Every usage of the documentation, as a story: a pool is made, a guest comes and gets credentials, the pool goes. */
export async function steps(client: CognitoIdentity, journal: Journal): Promise<void> {
  journal.usage("commands, async/await");
  const created = await client.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: "demo",
      AllowUnauthenticatedIdentities: true,
      IdentityPoolTags: { stage: "demo" },
    }),
  );
  const IdentityPoolId = present(created.IdentityPoolId);

  journal.usage("promise chain");
  await client
    .send(new DescribeIdentityPoolCommand({ IdentityPoolId }))
    .then((pool) => assert.equal(pool.IdentityPoolName, "demo"));

  journal.usage("callback");
  await new Promise<void>((resolve, reject) =>
    client.send(new ListIdentityPoolsCommand({ MaxResults: 10 }), (error, data) =>
      error
        ? reject(error)
        : resolve(assert.ok(data?.IdentityPools?.some((pool) => pool.IdentityPoolId === IdentityPoolId))),
    ),
  );

  journal.usage("v2 style: async/await");
  await client.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated: ROLE } });
  journal.usage("v2 style: promise chain");
  await client
    .getIdentityPoolRoles({ IdentityPoolId })
    .then(({ Roles }) => assert.deepEqual(Roles, { unauthenticated: ROLE }));
  journal.usage("v2 style: callback");
  await new Promise<void>((resolve, reject) =>
    client.describeIdentityPool({ IdentityPoolId }, (error) => (error ? reject(error) : resolve())),
  );

  journal.usage("errors with $metadata", "ResourceNotFoundException");
  await assert.rejects(client.describeIdentityPool({ IdentityPoolId: UNKNOWN_POOL }), (error) => {
    assert.ok(error instanceof ResourceNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.ok(error.$metadata.requestId);
    return true;
  });

  journal.usage("paginator");
  await client.createIdentityPool({ IdentityPoolName: "second", AllowUnauthenticatedIdentities: false });
  let pages = 0;
  for await (const page of paginateListIdentityPools({ client }, { MaxResults: 1 })) {
    assert.equal(page.IdentityPools?.length, 1);
    pages++;
  }
  assert.equal(pages, 2);

  await guest(client, journal, IdentityPoolId);
  await credentials(client, journal, IdentityPoolId);
  await administration(client, journal, IdentityPoolId);
}

/** What an app does for a user who has not signed in. */
async function guest(client: CognitoIdentity, journal: Journal, IdentityPoolId: string): Promise<void> {
  journal.usage("guest: id, token, credentials");
  const IdentityId = present((await client.send(new GetIdCommand({ IdentityPoolId }))).IdentityId);
  const { Token } = await client.send(new GetOpenIdTokenCommand({ IdentityId }));
  assert.equal(present(Token).split(".").length, 3);
  const { Credentials } = await client.send(new GetCredentialsForIdentityCommand({ IdentityId }));
  assert.match(present(Credentials?.AccessKeyId), /^ASIA/);
  assert.ok(present(Credentials?.Expiration) > new Date());
}

async function administration(client: CognitoIdentity, journal: Journal, IdentityPoolId: string): Promise<void> {
  journal.usage("update");
  const { $metadata: _, ...pool } = await client.describeIdentityPool({ IdentityPoolId });
  const updated = await client.updateIdentityPool({ ...pool, IdentityPoolName: "renamed" });
  assert.equal(updated.IdentityPoolName, "renamed");

  journal.usage("tags");
  const region = IdentityPoolId.split(":")[0];
  const ResourceArn = `arn:aws:cognito-identity:${region}:000000000000:identitypool/${IdentityPoolId}`;
  await client.tagResource({ ResourceArn, Tags: { owner: "demo" } });
  await client.untagResource({ ResourceArn, TagKeys: ["stage"] });
  assert.deepEqual((await client.listTagsForResource({ ResourceArn })).Tags, { owner: "demo" });

  journal.usage("delete");
  await client.deleteIdentityPool({ IdentityPoolId });
  journal.usage("delete: the pool is gone", "ResourceNotFoundException");
  await assert.rejects(client.describeIdentityPool({ IdentityPoolId }));
}

function present<Value>(value: Value | undefined): Value {
  assert.ok(value !== undefined);
  return value;
}
