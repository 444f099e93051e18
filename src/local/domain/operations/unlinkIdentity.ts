import { logins as choices } from "../../base/choices.js";
import { invalidParameter, notAuthorized } from "../../base/ServiceFault.js";
import type { StringMap } from "../../state/records.js";
import type { Call } from "../Context.js";
import { findIdentity, poolOf } from "../identities/findIdentity.js";
import { hasLogin, withoutLogins } from "../identities/linking.js";
import { LOGINS_DO_NOT_MATCH } from "../identities/signIn.js";
import { verifyLogins } from "../logins/verifyLogins.js";

interface UnlinkIdentityInput {
  IdentityId: string;
  Logins: StringMap;
  LoginsToRemove: readonly string[];
}

/** Who holds one valid login of the identity may take any public login off it. */
export async function unlinkIdentity(input: UnlinkIdentityInput, call: Call): Promise<void> {
  const pool = poolOf(call, findIdentity(call, input.IdentityId));
  const logins = await verifyLogins(call, pool, input.Logins);
  const identity = findIdentity(call, input.IdentityId);
  if (!logins.some((login) => hasLogin(identity, login))) throw notAuthorized(LOGINS_DO_NOT_MATCH);
  const linked = identity.logins.filter(({ kind }) => kind === "public").map(({ provider }) => provider);
  const missing = input.LoginsToRemove.find((provider) => !linked.includes(provider));
  if (missing !== undefined) throw invalidParameter(choices.notLinked(missing));
  if (input.LoginsToRemove.length === 0) return;
  call.service.store.putIdentities(
    withoutLogins(call, identity, ({ kind, provider }) => kind === "public" && input.LoginsToRemove.includes(provider)),
  );
}
