import { pools as choices } from "../../base/choices.js";
import { limitExceeded } from "../../base/ServiceFault.js";
import type { PoolRecord } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { describePool, type IdentityPool } from "../pools/describePool.js";
import { type PoolInput, poolSettings } from "../pools/poolSettings.js";
import { checkTags } from "../pools/tags.js";

/**
 * Names need not be unique: the same call twice makes two pools.
 *
 * @param allowReserved whether tags may begin with `aws:`, as those of pools made by CloudFormation do
 */
export function createIdentityPool(
  input: PoolInput,
  call: SignedCall,
  { allowReserved = false }: { readonly allowReserved?: boolean } = {},
): IdentityPool {
  const { store, ids } = call.service;
  const { accountId } = call.caller;
  const settings = poolSettings(input, accountId);
  const tags = checkTags(input.IdentityPoolTags ?? new Map(), { allowReserved });
  const limit = choices.largestNumberPerAccount;
  if (store.countPools(accountId) >= limit) throw limitExceeded(choices.tooMany(limit));
  const pool: PoolRecord = { id: ids.identityPoolId(), accountId, settings, tags };
  store.putPool(pool);
  return describePool(pool);
}
