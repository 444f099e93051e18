import type { SignedCall } from "../Context.js";
import { checkDeveloperProvider, developerLogin, ownerOfIdentifier } from "../identities/developerLinking.js";
import { merge } from "../identities/linking.js";
import { findOwnPool } from "../pools/findPool.js";

interface MergeDeveloperIdentitiesInput {
  SourceUserIdentifier: string;
  DestinationUserIdentifier: string;
  DeveloperProviderName: string;
  IdentityPoolId: string;
}

/** Moves all logins of the source to the destination; the source's identity is disabled. */
export function mergeDeveloperIdentities(
  input: MergeDeveloperIdentitiesInput,
  call: SignedCall,
): { IdentityId: string } {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const provider = input.DeveloperProviderName;
  checkDeveloperProvider(pool, provider);
  const source = ownerOfIdentifier(call, pool, developerLogin(provider, input.SourceUserIdentifier));
  const destination = ownerOfIdentifier(call, pool, developerLogin(provider, input.DestinationUserIdentifier));
  if (source.id !== destination.id) call.service.store.putIdentities(...merge(call, destination, [source]));
  return { IdentityId: destination.id };
}
