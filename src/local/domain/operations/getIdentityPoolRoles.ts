import type { RoleMapping, StringMap } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { findOwnPool } from "../pools/findPool.js";

interface GetIdentityPoolRolesOutput {
  IdentityPoolId: string;
  Roles?: StringMap | undefined;
  RoleMappings?: ReadonlyMap<string, RoleMapping> | undefined;
}

export function getIdentityPoolRoles(input: { IdentityPoolId: string }, call: SignedCall): GetIdentityPoolRolesOutput {
  const { id, roles, roleMappings } = findOwnPool(call, input.IdentityPoolId);
  return { IdentityPoolId: id, Roles: roles, RoleMappings: roleMappings };
}
