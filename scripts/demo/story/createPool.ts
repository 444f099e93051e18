import assert from "node:assert/strict";
import {
  CreateIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  ListIdentityPoolsCommand,
  paginateListIdentityPools,
} from "../../../src/index.js";
import { present } from "../present.js";
import type { Story } from "./index.js";
import { DEVELOPER, GOOGLE, ROLES } from "./names.js";

/** @returns the ID of the pool */
export async function createPool({ client, journal }: Story): Promise<string> {
  journal.chapter("Create an identity pool", "It allows guests, users of Google, and users of your own backend.");
  journal.form("async/await");
  const created = await client.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: "demo",
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      SupportedLoginProviders: { [GOOGLE]: "demo-client-id" },
      DeveloperProviderName: DEVELOPER,
      IdentityPoolTags: { stage: "demo" },
    }),
  );
  const IdentityPoolId = present(created.IdentityPoolId);

  journal.form("promise");
  await client
    .send(new DescribeIdentityPoolCommand({ IdentityPoolId }))
    .then((pool) => assert.equal(pool.IdentityPoolName, "demo"));

  journal.form("callback");
  await new Promise<void>((resolve, reject) =>
    client.send(new ListIdentityPoolsCommand({ MaxResults: 10 }), (error, data) =>
      error ? reject(error) : resolve(assert.equal(data?.IdentityPools?.[0]?.IdentityPoolId, IdentityPoolId)),
    ),
  );

  journal.form("v2 await");
  await client.setIdentityPoolRoles({
    IdentityPoolId,
    Roles: { unauthenticated: ROLES.guest, authenticated: ROLES.user },
  });
  journal.form("v2 promise");
  await client
    .getIdentityPoolRoles({ IdentityPoolId })
    .then(({ Roles }) => assert.equal(Roles?.unauthenticated, ROLES.guest));
  journal.form("v2 callback");
  await new Promise<void>((resolve, reject) =>
    client.createIdentityPool({ IdentityPoolName: "second", AllowUnauthenticatedIdentities: false }, (error) =>
      error ? reject(error) : resolve(),
    ),
  );

  journal.form("paginator");
  let pages = 0;
  for await (const page of paginateListIdentityPools({ client }, { MaxResults: 1 })) {
    assert.equal(page.IdentityPools?.length, 1);
    pages++;
  }
  assert.equal(pages, 2);
  return IdentityPoolId;
}
