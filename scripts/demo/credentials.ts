import assert from "node:assert/strict";
import { fromCognitoIdentityPool } from "../../src/credentials/index.js";
import type { CognitoIdentity } from "../../src/index.js";
import type { Journal } from "./Journal.js";

/** What an app gives to its AWS clients: one provider, which asks once for all of them. */
export async function credentials(client: CognitoIdentity, journal: Journal, identityPoolId: string): Promise<void> {
  journal.usage("credentials provider: two callers, one request");
  const provider = fromCognitoIdentityPool({ identityPoolId, client });
  const [one, other] = await Promise.all([provider(), provider()]);
  assert.deepEqual({ ...one }, { ...other });
  assert.equal((await provider()).accessKeyId, one.accessKeyId);

  journal.usage("credentials provider: clear");
  await provider.clear();
  assert.ok(Number(one.expiration) <= Date.now());
  assert.notEqual((await provider()).identityId, one.identityId);
}
