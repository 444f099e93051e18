import { pools as choices } from "../../base/choices.js";
import { invalidParameter } from "../../base/ServiceFault.js";
import type { PoolRecord } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { describePool, type IdentityPool } from "../pools/describePool.js";
import { findOwnPool } from "../pools/findPool.js";
import { type PoolInput, poolSettings } from "../pools/poolSettings.js";
import { checkTags } from "../pools/tags.js";

/**
 * Replaces the pool's settings: what is left out returns to its default, except `AllowClassicFlow`, the tags, and the
 * developer provider name, which keep their values. The latter cannot be changed.
 */
export function updateIdentityPool(input: PoolInput & { IdentityPoolId: string }, call: SignedCall): IdentityPool {
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
  call.service.store.putPool(updated);
  return describePool(updated);
}
