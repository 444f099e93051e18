import { isRoleArn } from "../../base/arn.js";
import { roles as choices } from "../../base/choices.js";
import { invalidParameter, notAuthorized } from "../../base/ServiceFault.js";
import type { PoolRecord, PoolSettings, RoleMapping, StringMap } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { roleMappingProviderNames } from "../logins/LoginProvider.js";
import { findOwnPool } from "../pools/findPool.js";

interface SetIdentityPoolRolesInput {
  IdentityPoolId: string;
  Roles: StringMap;
  RoleMappings?: ReadonlyMap<string, RoleMapping>;
}

/** Replaces roles and mappings as a whole: what is left out is gone. */
export function setIdentityPoolRoles(input: SetIdentityPoolRolesInput, call: SignedCall): void {
  const { roles: _roles, roleMappings: _roleMappings, ...pool } = findOwnPool(call, input.IdentityPoolId);
  const mappings = input.RoleMappings ?? new Map<string, RoleMapping>();
  for (const role of input.Roles.values()) checkRole(role);
  for (const [provider, mapping] of mappings) checkMapping(provider, mapping, pool.settings);
  const updated: PoolRecord = {
    ...pool,
    ...(input.Roles.size > 0 && { roles: input.Roles }),
    ...(mappings.size > 0 && { roleMappings: mappings }),
  };
  call.service.store.putPool(updated);
}

function checkMapping(provider: string, mapping: RoleMapping, settings: PoolSettings): void {
  if (!roleMappingProviderNames(settings).includes(provider)) {
    throw invalidParameter(`(${provider}) is not a valid RoleMapping ProviderName or is not a configured provider.`);
  }
  if (mapping.AmbiguousRoleResolution === undefined) throw invalidParameter(choices.ambiguousMissing(provider));
  const rules = mapping.RulesConfiguration?.Rules;
  if (mapping.Type === "Rules" && rules === undefined) throw invalidParameter(choices.rulesMissing(provider));
  const limit = choices.largestNumberOfRules;
  if (rules !== undefined && rules.length > limit) throw invalidParameter(choices.tooManyRules(provider, limit));
  for (const { RoleARN } of rules ?? []) checkRole(RoleARN);
}

/** A text that is no role's ARN is answered like a role that the caller may not pass on. */
function checkRole(role: string): void {
  if (!isRoleArn(role)) throw notAuthorized(`Access to Role '${role}' is forbidden.`);
}
