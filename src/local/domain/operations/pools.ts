import { pools as choices } from "../../base/choices.js";
import type { Input, Output } from "../../base/model.js";
import { invalidParameter, limitExceeded } from "../../base/ServiceFault.js";
import type { PoolRecord } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { findOwnPool } from "../lookup.js";
import { describePool, poolSettings } from "../pools/poolSettings.js";
import { nextToken, positionOf } from "./nextToken.js";
import { checkTags } from "./tags.js";

/**
 * Names do not have to be unique: repeating a call creates another pool.
 *
 * @param seed the ID of a pool of a seed, whose tag keys can begin with `aws:`, as in pools that CloudFormation created
 */
export function createIdentityPool(
  input: Input<"createIdentityPool">,
  call: SignedCall,
  seed?: { readonly id: string },
): Output<"createIdentityPool"> {
  const { store, ids } = call.context;
  const { accountId } = call.caller;
  const settings = poolSettings(input, accountId);
  const tags = checkTags(input.IdentityPoolTags ?? new Map(), { allowReserved: seed !== undefined });
  const limit = choices.largestNumberPerAccount;
  if (store.countPools(accountId) >= limit) {
    throw limitExceeded(choices.tooMany(limit));
  }
  const pool: PoolRecord = { id: seed?.id ?? ids.identityPoolId(), accountId, settings, tags };
  store.putPool(pool);
  return describePool(pool);
}

/**
 * Replaces the pool's settings. Omitted ones are reset to their defaults, except `AllowClassicFlow`, the tags, and the developer
 * provider name, which keep their values. The developer provider name cannot be changed.
 */
export function updateIdentityPool(input: Input<"updateIdentityPool">, call: SignedCall): Output<"updateIdentityPool"> {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const settings = poolSettings(input, pool.accountId);
  const fixed = pool.settings.DeveloperProviderName;
  if (fixed !== undefined && settings.DeveloperProviderName !== undefined && settings.DeveloperProviderName !== fixed) {
    throw invalidParameter(choices.developerProviderNameIsFixed);
  }
  const tags = input.IdentityPoolTags === undefined ? pool.tags : checkTags(input.IdentityPoolTags);
  const updated: PoolRecord = {
    ...pool,
    settings: {
      ...settings,
      AllowClassicFlow: settings.AllowClassicFlow ?? pool.settings.AllowClassicFlow,
      DeveloperProviderName: settings.DeveloperProviderName ?? fixed,
    },
    tags,
  };
  call.context.store.putPool(updated);
  return describePool(updated);
}

export const describeIdentityPool = (
  input: Input<"describeIdentityPool">,
  call: SignedCall,
): Output<"describeIdentityPool"> => describePool(findOwnPool(call, input.IdentityPoolId));

export async function listIdentityPools(
  input: Input<"listIdentityPools">,
  { context, caller }: SignedCall,
): Promise<Output<"listIdentityPools">> {
  const list = `pools of ${caller.accountId}`;
  const page = await context.store.pools(caller.accountId, {
    after: positionOf(input.NextToken, list),
    limit: input.MaxResults,
  });
  return {
    IdentityPools: page.items.map(({ id, settings }) => ({
      IdentityPoolId: id,
      IdentityPoolName: settings.IdentityPoolName,
    })),
    NextToken: nextToken(page.next, list),
  };
}

export function deleteIdentityPool(input: Input<"deleteIdentityPool">, call: SignedCall): void {
  call.context.store.deletePool(findOwnPool(call, input.IdentityPoolId).id);
}
