import { developer as choices } from "../../base/choices.js";
import { invalidParameter, resourceConflict } from "../../base/ServiceFault.js";
import type { IdentityRecord } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { developerLogin, ownerOfIdentifier } from "../identities/developerLinking.js";
import { findIdentityIn } from "../identities/findIdentity.js";
import { findOwnPool } from "../pools/findPool.js";
import { nextToken, positionOf } from "./nextToken.js";

const LARGEST_PAGE = 60;

interface LookupDeveloperIdentityInput {
  IdentityPoolId: string;
  IdentityId?: string;
  DeveloperUserIdentifier?: string;
  MaxResults?: number;
  NextToken?: string;
}

interface LookupDeveloperIdentityOutput {
  IdentityId: string;
  DeveloperUserIdentifierList: string[];
  NextToken?: string | undefined;
}

/** By identity, by identifier, or both to see whether they belong together. */
export function lookupDeveloperIdentity(
  input: LookupDeveloperIdentityInput,
  call: SignedCall,
): LookupDeveloperIdentityOutput {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const { IdentityId, DeveloperUserIdentifier } = input;
  const named = IdentityId === undefined ? undefined : findIdentityIn(call, pool, IdentityId);
  if (DeveloperUserIdentifier === undefined) {
    if (named === undefined) throw invalidParameter(choices.nothingToLookUp);
    return pageOfIdentifiers(named, input);
  }
  const login = developerLogin(pool.settings.DeveloperProviderName ?? "", DeveloperUserIdentifier);
  const owner = ownerOfIdentifier(call, pool, login);
  if (named === undefined) return pageOfIdentifiers(owner, input);
  if (named.id !== owner.id) throw resourceConflict(choices.lookupMismatch);
  return { IdentityId: named.id, DeveloperUserIdentifierList: [DeveloperUserIdentifier] };
}

function pageOfIdentifiers(
  identity: IdentityRecord,
  { MaxResults = LARGEST_PAGE, NextToken }: LookupDeveloperIdentityInput,
): LookupDeveloperIdentityOutput {
  const list = `developer user identifiers of ${identity.id}`;
  const after = positionOf(NextToken, list);
  const following = identity.logins
    .filter(({ kind, subject }) => kind === "developer" && subject > after)
    .map(({ subject }) => subject)
    .sort();
  const page = following.slice(0, MaxResults);
  return {
    IdentityId: identity.id,
    DeveloperUserIdentifierList: page,
    NextToken: nextToken(following.length > page.length ? page.at(-1) : undefined, list),
  };
}
