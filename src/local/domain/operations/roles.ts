import { isRoleArn } from "../../base/arn.js";
import { roles as choices, principalTags as tagChoices } from "../../base/choices.js";
import type { Input, Output } from "../../base/model.js";
import { invalidParameter, notAuthorized } from "../../base/ServiceFault.js";
import type { PoolRecord, PoolSettings, PrincipalTagMap, RoleMapping } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { defaultPrincipalTagMap } from "../identities/principalTags.js";
import { principalTagProviderNames, roleMappingProviderNames } from "../logins/LoginProvider.js";
import { findOwnPool } from "../lookup.js";

/** Replaces all roles and mappings. Omitted ones are removed. */
export function setIdentityPoolRoles(input: Input<"setIdentityPoolRoles">, call: SignedCall): void {
  const { roles: _roles, roleMappings: _roleMappings, ...pool } = findOwnPool(call, input.IdentityPoolId);
  const mappings = input.RoleMappings ?? new Map<string, RoleMapping>();
  for (const role of input.Roles.values()) {
    checkRole(role);
  }
  for (const [provider, mapping] of mappings) {
    checkMapping(provider, mapping, pool.settings);
  }
  const updated: PoolRecord = {
    ...pool,
    ...(input.Roles.size > 0 && { roles: input.Roles }),
    ...(mappings.size > 0 && { roleMappings: mappings }),
  };
  call.context.store.putPool(updated);
}

function checkMapping(provider: string, mapping: RoleMapping, settings: PoolSettings): void {
  if (!roleMappingProviderNames(settings).includes(provider)) {
    throw invalidParameter(`(${provider}) is not a valid RoleMapping ProviderName or is not a configured provider.`);
  }
  if (mapping.AmbiguousRoleResolution === undefined) {
    throw invalidParameter(choices.ambiguousMissing(provider));
  }
  const rules = mapping.RulesConfiguration?.Rules;
  if (mapping.Type === "Rules" && rules === undefined) {
    throw invalidParameter(choices.rulesMissing(provider));
  }
  const limit = choices.largestNumberOfRules;
  if (rules !== undefined && rules.length > limit) {
    throw invalidParameter(choices.tooManyRules(provider, limit));
  }
  for (const { RoleARN } of rules ?? []) {
    checkRole(RoleARN);
  }
}

/** The error for text that is not the ARN of a role is the same as for a role that the caller is not allowed to pass. */
function checkRole(role: string): void {
  if (!isRoleArn(role)) {
    throw notAuthorized(`Access to Role '${role}' is forbidden.`);
  }
}

export function getIdentityPoolRoles(
  input: Input<"getIdentityPoolRoles">,
  call: SignedCall,
): Output<"getIdentityPoolRoles"> {
  const { id, roles, roleMappings } = findOwnPool(call, input.IdentityPoolId);
  return { IdentityPoolId: id, Roles: roles, RoleMappings: roleMappings };
}

export function setPrincipalTagAttributeMap(
  input: Input<"setPrincipalTagAttributeMap">,
  call: SignedCall,
): Output<"setPrincipalTagAttributeMap"> {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const provider = input.IdentityProviderName;
  if (!principalTagProviderNames(pool.settings).includes(provider)) {
    throw invalidParameter(tagChoices.unknownProvider(provider));
  }
  const map = { UseDefaults: input.UseDefaults ?? false, PrincipalTags: input.PrincipalTags ?? new Map() };
  const principalTagMaps = new Map([...(pool.principalTagMaps ?? []), [provider, map]]);
  call.context.store.putPool({ ...pool, principalTagMaps });
  return describeMap(pool.id, provider, map);
}

export function getPrincipalTagAttributeMap(
  input: Input<"getPrincipalTagAttributeMap">,
  call: SignedCall,
): Output<"getPrincipalTagAttributeMap"> {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const provider = input.IdentityProviderName;
  return describeMap(pool.id, provider, pool.principalTagMaps?.get(provider) ?? tagChoices.neverSet);
}

const describeMap = (
  poolId: string,
  provider: string,
  map: PrincipalTagMap,
): Output<"getPrincipalTagAttributeMap"> => ({
  IdentityPoolId: poolId,
  IdentityProviderName: provider,
  UseDefaults: map.UseDefaults,
  PrincipalTags: map.UseDefaults && tagChoices.defaultsWin ? defaultPrincipalTagMap(provider) : map.PrincipalTags,
});
