import type { SignedCall } from "../Context.js";
import { poolOf } from "../identities/findIdentity.js";

interface DeleteIdentitiesOutput {
  UnprocessedIdentityIds: { IdentityId: string; ErrorCode: "AccessDenied" | "InternalServerError" }[];
}

/** Ids of several pools may be mixed. What cannot be deleted is listed, not thrown; what does not exist counts as deleted. */
export function deleteIdentities(
  input: { IdentityIdsToDelete: readonly string[] },
  call: SignedCall,
): DeleteIdentitiesOutput {
  const { store } = call.service;
  const isForeign = (id: string): boolean => {
    const identity = store.identity(id);
    return identity !== undefined && poolOf(call, identity).accountId !== call.caller.accountId;
  };
  const ids = [...new Set(input.IdentityIdsToDelete)];
  store.deleteIdentities(...ids.filter((id) => !isForeign(id)));
  return {
    UnprocessedIdentityIds: ids.filter(isForeign).map((id) => ({ IdentityId: id, ErrorCode: "AccessDenied" })),
  };
}
