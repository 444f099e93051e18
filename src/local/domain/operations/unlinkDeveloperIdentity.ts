import { developer as choices } from "../../base/choices.js";
import { resourceConflict } from "../../base/ServiceFault.js";
import type { SignedCall } from "../Context.js";
import { checkDeveloperProvider, developerLogin, ownerOfIdentifier } from "../identities/developerLinking.js";
import { findIdentityIn } from "../identities/findIdentity.js";
import { isSameLogin, withoutLogins } from "../identities/linking.js";
import { findOwnPool } from "../pools/findPool.js";

interface UnlinkDeveloperIdentityInput {
  IdentityId: string;
  IdentityPoolId: string;
  DeveloperProviderName: string;
  DeveloperUserIdentifier: string;
}

/** The identifier counts as new when it is next seen. */
export function unlinkDeveloperIdentity(input: UnlinkDeveloperIdentityInput, call: SignedCall): void {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const identity = findIdentityIn(call, pool, input.IdentityId);
  checkDeveloperProvider(pool, input.DeveloperProviderName);
  const login = developerLogin(input.DeveloperProviderName, input.DeveloperUserIdentifier);
  if (ownerOfIdentifier(call, pool, login).id !== identity.id) throw resourceConflict(choices.lookupMismatch);
  call.service.store.putIdentities(withoutLogins(call, identity, (own) => isSameLogin(own, login)));
}
