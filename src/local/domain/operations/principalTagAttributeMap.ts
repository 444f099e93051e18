import { principalTags as choices } from "../../base/choices.js";
import { invalidParameter } from "../../base/ServiceFault.js";
import type { PrincipalTagMap, StringMap } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { defaultPrincipalTagMap } from "../identities/principalTags.js";
import { principalTagProviderNames } from "../logins/LoginProvider.js";
import { findOwnPool } from "../pools/findPool.js";

interface PrincipalTagAttributeMapInput {
  IdentityPoolId: string;
  IdentityProviderName: string;
}

type PrincipalTagAttributeMapOutput = PrincipalTagAttributeMapInput & PrincipalTagMap;

export function setPrincipalTagAttributeMap(
  input: PrincipalTagAttributeMapInput & { UseDefaults?: boolean; PrincipalTags?: StringMap },
  call: SignedCall,
): PrincipalTagAttributeMapOutput {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const provider = input.IdentityProviderName;
  if (!principalTagProviderNames(pool.settings).includes(provider)) {
    throw invalidParameter(choices.unknownProvider(provider));
  }
  const map = { UseDefaults: input.UseDefaults ?? false, PrincipalTags: input.PrincipalTags ?? new Map() };
  const principalTagMaps = new Map([...(pool.principalTagMaps ?? []), [provider, map]]);
  call.service.store.putPool({ ...pool, principalTagMaps });
  return describe(pool.id, provider, map);
}

export function getPrincipalTagAttributeMap(
  input: PrincipalTagAttributeMapInput,
  call: SignedCall,
): PrincipalTagAttributeMapOutput {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const provider = input.IdentityProviderName;
  return describe(pool.id, provider, pool.principalTagMaps?.get(provider) ?? choices.neverSet);
}

const describe = (poolId: string, provider: string, map: PrincipalTagMap): PrincipalTagAttributeMapOutput => ({
  IdentityPoolId: poolId,
  IdentityProviderName: provider,
  UseDefaults: map.UseDefaults,
  PrincipalTags: map.UseDefaults && choices.defaultsWin ? defaultPrincipalTagMap(provider) : map.PrincipalTags,
});
