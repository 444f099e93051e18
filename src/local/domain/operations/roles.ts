import { isRoleArn } from "../../base/arn.js";
import { roles as choices, principalTags as tagChoices } from "../../base/choices.js";
import { invalidParameter, notAuthorized } from "../../base/ServiceFault.js";
import type { PoolRecord, PoolSettings, PrincipalTagMap, RoleMapping, StringMap } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { defaultPrincipalTagMap } from "../identities/principalTags.js";
import { principalTagProviderNames, roleMappingProviderNames } from "../logins/LoginProvider.js";
import { findOwnPool } from "../lookup.js";

interface SetIdentityPoolRolesInput {
  readonly IdentityPoolId: string;
  readonly Roles: StringMap;
  readonly RoleMappings?: ReadonlyMap<string, RoleMapping>;
}

/** Replaces all roles and mappings. Omitted ones are removed. */
export function setIdentityPoolRoles(input: SetIdentityPoolRolesInput, call: SignedCall): void {
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

interface GetIdentityPoolRolesOutput {
  readonly IdentityPoolId: string;
  readonly Roles?: StringMap | undefined;
  readonly RoleMappings?: ReadonlyMap<string, RoleMapping> | undefined;
}

export function getIdentityPoolRoles(input: { IdentityPoolId: string }, call: SignedCall): GetIdentityPoolRolesOutput {
  const { id, roles, roleMappings } = findOwnPool(call, input.IdentityPoolId);
  return { IdentityPoolId: id, Roles: roles, RoleMappings: roleMappings };
}

interface PrincipalTagAttributeMapInput {
  readonly IdentityPoolId: string;
  readonly IdentityProviderName: string;
}

type PrincipalTagAttributeMapOutput = PrincipalTagAttributeMapInput & PrincipalTagMap;

export function setPrincipalTagAttributeMap(
  input: PrincipalTagAttributeMapInput & { UseDefaults?: boolean; PrincipalTags?: StringMap },
  call: SignedCall,
): PrincipalTagAttributeMapOutput {
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
  input: PrincipalTagAttributeMapInput,
  call: SignedCall,
): PrincipalTagAttributeMapOutput {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const provider = input.IdentityProviderName;
  return describeMap(pool.id, provider, pool.principalTagMaps?.get(provider) ?? tagChoices.neverSet);
}

const describeMap = (poolId: string, provider: string, map: PrincipalTagMap): PrincipalTagAttributeMapOutput => ({
  IdentityPoolId: poolId,
  IdentityProviderName: provider,
  UseDefaults: map.UseDefaults,
  PrincipalTags: map.UseDefaults && tagChoices.defaultsWin ? defaultPrincipalTagMap(provider) : map.PrincipalTags,
});
