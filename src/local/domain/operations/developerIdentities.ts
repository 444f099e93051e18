import { developer as choices } from "../../base/choices.js";
import type { Input, Output } from "../../base/model.js";
import { invalidParameter, notAuthorized, resourceConflict, ServiceFault } from "../../base/ServiceFault.js";
import type { IdentityRecord, PoolRecord, StringMap } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import {
  checkDeveloperProvider,
  developerLogin,
  linkDeveloperLogin,
  ownerOfIdentifier,
} from "../identities/developerLinking.js";
import { isSameLogin, merge, withoutLogins } from "../identities/linking.js";
import { developerAuthenticationMethods } from "../identities/signIn.js";
import { loginProviderOf } from "../logins/LoginProvider.js";
import { verifyActiveLogins } from "../logins/verifyLogins.js";
import { findIdentityIn, findOwnPool } from "../lookup.js";
import { openIdToken } from "../tokens/openIdToken.js";
import { nextToken, positionOf } from "./nextToken.js";

const DEFAULT_LIFETIME_SECONDS = 900;
const LONGEST_IDENTIFIER = 1024;

/** The developer has authenticated the user, so the value of the login is the developer's ID of the user, not a token. */
export async function getOpenIdTokenForDeveloperIdentity(
  input: Input<"getOpenIdTokenForDeveloperIdentity">,
  call: SignedCall,
): Promise<Output<"getOpenIdTokenForDeveloperIdentity">> {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const login = developerLogin(pool.settings.DeveloperProviderName ?? "", identifierIn(input.Logins, pool));
  const publicTokens = new Map([...input.Logins].filter(([name]) => name !== login.provider));
  const publicLogins = await verifyActiveLogins(call, pool, publicTokens).catch((cause: unknown) => {
    throw withoutExternalService(cause);
  });
  findOwnPool(call, pool.id);
  const identity = linkDeveloperLogin(call, pool, login, publicLogins, input.IdentityId);
  const Token = await openIdToken(call.context, {
    identityId: identity.id,
    pool,
    authenticationMethods: developerAuthenticationMethods(login.provider, pool.id, login.subject),
    principalTags: input.PrincipalTags ?? new Map(),
    issuedAt: call.now,
    lifetimeSeconds: input.TokenDuration ?? DEFAULT_LIFETIME_SECONDS,
  });
  return { IdentityId: identity.id, Token };
}

function identifierIn(logins: StringMap, { settings }: PoolRecord): string {
  const identifier = settings.DeveloperProviderName && logins.get(settings.DeveloperProviderName);
  if (identifier === undefined) {
    const isUnknown = [...logins.keys()].some((name) => loginProviderOf(settings, name, {}) === undefined);
    const { code, message } = choices.unknownProvider;
    throw isUnknown ? new ServiceFault(code, message) : invalidParameter(choices.loginMissing);
  }
  if (identifier.length > LONGEST_IDENTIFIER) {
    throw invalidParameter(choices.badIdentifier);
  }
  return identifier;
}

/** Unlike the operations for users, this one does not declare ExternalServiceException. */
function withoutExternalService(cause: unknown): unknown {
  const isUnreachable = cause instanceof ServiceFault && cause.code === "ExternalServiceException";
  return isUnreachable ? notAuthorized(choices.providerUnreachable) : cause;
}

const LARGEST_PAGE = 60;

/** Looks up by identity, by identifier, or by both to check whether they belong together. */
export function lookupDeveloperIdentity(
  input: Input<"lookupDeveloperIdentity">,
  call: SignedCall,
): Output<"lookupDeveloperIdentity"> {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const { IdentityId, DeveloperUserIdentifier } = input;
  const named = IdentityId === undefined ? undefined : findIdentityIn(call, pool, IdentityId);
  if (DeveloperUserIdentifier === undefined) {
    if (named === undefined) {
      throw invalidParameter(choices.nothingToLookUp);
    }
    return pageOfIdentifiers(named, input);
  }
  const login = developerLogin(pool.settings.DeveloperProviderName ?? "", DeveloperUserIdentifier);
  const owner = ownerOfIdentifier(call, pool, login);
  if (named === undefined) {
    return pageOfIdentifiers(owner, input);
  }
  if (named.id !== owner.id) {
    throw resourceConflict(choices.lookupMismatch);
  }
  return { IdentityId: named.id, DeveloperUserIdentifierList: [DeveloperUserIdentifier] };
}

function pageOfIdentifiers(
  identity: IdentityRecord,
  { MaxResults = LARGEST_PAGE, NextToken }: Input<"lookupDeveloperIdentity">,
): Output<"lookupDeveloperIdentity"> {
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

/** Moves all logins of the source to the destination, and disables the identity of the source. */
export function mergeDeveloperIdentities(
  input: Input<"mergeDeveloperIdentities">,
  call: SignedCall,
): Output<"mergeDeveloperIdentities"> {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const provider = input.DeveloperProviderName;
  checkDeveloperProvider(pool, provider);
  const source = ownerOfIdentifier(call, pool, developerLogin(provider, input.SourceUserIdentifier));
  const destination = ownerOfIdentifier(call, pool, developerLogin(provider, input.DestinationUserIdentifier));
  if (source.id !== destination.id) {
    call.context.store.putIdentities(...merge(call, destination, [source]));
  }
  return { IdentityId: destination.id };
}

/** The identifier is treated as new the next time it is used. */
export function unlinkDeveloperIdentity(input: Input<"unlinkDeveloperIdentity">, call: SignedCall): void {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const identity = findIdentityIn(call, pool, input.IdentityId);
  checkDeveloperProvider(pool, input.DeveloperProviderName);
  const login = developerLogin(input.DeveloperProviderName, input.DeveloperUserIdentifier);
  if (ownerOfIdentifier(call, pool, login).id !== identity.id) {
    throw resourceConflict(choices.lookupMismatch);
  }
  call.context.store.putIdentities(withoutLogins(call, identity, (own) => isSameLogin(own, login)));
}
