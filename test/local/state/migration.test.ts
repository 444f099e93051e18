import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ClassicLevel } from "classic-level";
import { expect, test } from "vitest";
import { DataFolderError, startCognitoIdentity } from "../../../src/local/index.js";
import { ok, refused, startService } from "../harness.js";
import { copyOf, openFolder } from "./folders.js";

/** Written by the release before, which was killed while it deleted a pool of twelve identities. */
const FOLDER = fileURLToPath(new URL("../../fixtures/dataFolderVersion1", import.meta.url));

const POOL_ID = "us-east-1:00000000-0000-4000-8000-00000000000a";
const DELETED_POOL_ID = "us-east-1:00000000-0000-4000-8000-00000000000b";
const ID = (last: number): string => `us-east-1:00000000-0000-c000-8000-00000000000${last}`;

test("a folder of format version 1 is migrated at its first start, with everything in it", async () => {
  const dataFolder = copyOf(FOLDER);
  const service = await startService({ dataFolder, clock: () => Date.UTC(2030, 0, 1) });
  const { pools, identities, sessions, signingKey } = await service.snapshot();
  expect(pools).toMatchObject([
    {
      id: POOL_ID,
      settings: { IdentityPoolName: "kept", DeveloperProviderName: "login.example" },
      tags: { stage: "test" },
      roles: { unauthenticated: "arn:aws:iam::000000000000:role/guest" },
    },
  ]);
  expect(identities).toMatchObject([
    { id: ID(1), logins: [{ kind: "public", provider: "accounts.google.com", subject: "ann \u{1f600}" }] },
    { id: ID(2), logins: [{ subject: "bob" }, { subject: "robert" }, { subject: "rob" }] },
    { id: ID(3), logins: [], disabled: true, parentId: ID(2) },
    { id: ID(4), logins: [] },
  ]);
  expect(sessions).toMatchObject([{ identityId: ID(4) }]);
  expect(signingKey).toMatchObject({ kty: "RSA" });

  const IdentityPoolId = POOL_ID;
  const found = await ok(service, "LookupDeveloperIdentity", { IdentityPoolId, DeveloperUserIdentifier: "rob" });
  expect(found.IdentityId).toBe(ID(2));
  const { accessKeyId } = sessions[0] as { accessKeyId: string };
  expect(service.resolveAccessKey(accessKeyId)?.identityId).toBe(ID(4));
  const { code } = await refused(service, "DescribeIdentityPool", { IdentityPoolId: DELETED_POOL_ID });
  expect(code).toBe("ResourceNotFoundException");
  await ok(service, "GetId", { IdentityPoolId });
  await service.close();

  const again = await startService({ dataFolder });
  expect((await again.snapshot()).identities).toHaveLength(5);
  await again.close();
  const { store, close } = await openFolder(dataFolder);
  await store.settled();
  await close();
  expect(await keysIn(dataFolder)).toEqual([]);
  expect(existsSync(join(dataFolder, "acknowledged"))).toBe(false);
});

test("a migration that was cut off begins again", async () => {
  const dataFolder = copyOf(FOLDER);
  const level = new ClassicLevel(join(dataFolder, "level"));
  // What a killed migration leaves: a part of the new state, which is not the current one.
  await level.batch([
    { type: "put", key: "1/n", value: "1" },
    { type: "put", key: "1/i/1/us-east-1:half", value: "[1,0,0]" },
    { type: "put", key: "1/x/us-east-1:half", value: "1" },
  ]);
  await level.close();
  const service = await startService({ dataFolder });
  expect((await service.snapshot()).identities).toHaveLength(4);
});

test("a folder of format version 1 that contradicts itself is refused, and keeps what is in it", async () => {
  const dataFolder = copyOf(FOLDER);
  const level = new ClassicLevel(join(dataFolder, "level"));
  await level.del("pool/000000000000/0000000000000001");
  await level.close();
  const error: unknown = await startCognitoIdentity({ dataFolder }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(DataFolderError);
  expect((error as Error).message).toContain(`there is no identity pool ${POOL_ID} for identity`);
  const label = join(dataFolder, "store.json");
  expect(readFileSync(label, "utf8")).toBe(readFileSync(join(FOLDER, "store.json"), "utf8"));
  expect((await keysIn(dataFolder)).length).toBeGreaterThan(15);
});

test("a folder whose first service was killed before it was complete has nothing to migrate", async () => {
  const dataFolder = copyOf(FOLDER);
  const label = join(dataFolder, "store.json");
  writeFileSync(label, readFileSync(label, "utf8").replace('"complete"', '"creating"'));
  const service = await startService({ dataFolder });
  expect((await service.snapshot()).identities).toHaveLength(4);
});

/** Keys of format version 1. */
async function keysIn(dataFolder: string): Promise<string[]> {
  const level = new ClassicLevel(join(dataFolder, "level"));
  const keys = await level.keys({ gte: "a" }).all();
  await level.close();
  return keys;
}
