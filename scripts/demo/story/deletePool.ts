import assert from "node:assert/strict";
import { ResourceNotFoundException } from "../../../src/index.js";
import type { Story } from "./index.js";

export async function deletePool({ client, journal }: Story, IdentityPoolId: string): Promise<void> {
  journal.chapter("Delete", "All identities first, then the pool.");
  journal.form("v2 await");
  const { Identities = [] } = await client.listIdentities({ IdentityPoolId, MaxResults: 60 });
  const ids = Identities.flatMap((identity) => identity.IdentityId ?? []);
  await client.deleteIdentities({ IdentityIdsToDelete: ids });
  await client.deleteIdentityPool({ IdentityPoolId });
  journal.expectError("ResourceNotFoundException");
  await assert.rejects(client.describeIdentityPool({ IdentityPoolId }), ResourceNotFoundException);
}
