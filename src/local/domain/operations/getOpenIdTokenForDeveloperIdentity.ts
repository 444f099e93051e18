import { identityPoolArn } from "../../base/arn.js";
import { developer as choices } from "../../base/choices.js";
import { invalidParameter, notAuthorized, ServiceFault } from "../../base/ServiceFault.js";
import type { PoolRecord, StringMap } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { developerAuthenticationMethods } from "../identities/authenticationMethods.js";
import { developerLogin, linkDeveloperLogin } from "../identities/developerLinking.js";
import { loginProviderOf } from "../logins/LoginProvider.js";
import { checkSignedIn } from "../logins/serverSideCheck.js";
import { verifyLogins } from "../logins/verifyLogins.js";
import { findOwnPool } from "../pools/findPool.js";
import { openIdToken } from "../tokens/openIdToken.js";

const DEFAULT_LIFETIME_SECONDS = 900;
const LONGEST_IDENTIFIER = 1024;

interface GetOpenIdTokenForDeveloperIdentityInput {
  IdentityPoolId: string;
  IdentityId?: string;
  Logins: StringMap;
  PrincipalTags?: StringMap;
  TokenDuration?: number;
}

/** The developer vouches for the user: the login's value is the developer's own name for the user, and no token. */
export async function getOpenIdTokenForDeveloperIdentity(
  input: GetOpenIdTokenForDeveloperIdentityInput,
  call: SignedCall,
): Promise<{ IdentityId: string; Token: string }> {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const login = developerLogin(pool.settings.DeveloperProviderName ?? "", identifierIn(input.Logins, pool));
  const publicTokens = new Map([...input.Logins].filter(([name]) => name !== login.provider));
  const publicLogins = await verifyLogins(call, pool, publicTokens).catch((cause: unknown) => {
    throw withoutExternalService(cause);
  });
  checkSignedIn(call, publicLogins);
  findOwnPool(call, pool.id);
  const identity = linkDeveloperLogin(call, pool, login, publicLogins, input.IdentityId);
  const Token = await openIdToken(call.service.store, {
    region: call.service.region,
    identityId: identity.id,
    poolId: pool.id,
    poolArn: identityPoolArn(call.service.region, pool.accountId, pool.id),
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
  if (identifier.length > LONGEST_IDENTIFIER) throw invalidParameter(choices.badIdentifier);
  return identifier;
}

/** This operation, unlike those of users, declares no ExternalServiceException. */
function withoutExternalService(cause: unknown): unknown {
  const isUnreachable = cause instanceof ServiceFault && cause.code === "ExternalServiceException";
  return isUnreachable ? notAuthorized(choices.providerUnreachable) : cause;
}
