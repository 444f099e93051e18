import type { Input, Output } from "../../base/model.js";
import { invalidConfiguration, invalidParameter } from "../../base/ServiceFault.js";
import type { PoolRecord, StringMap } from "../../state/records.js";
import { issueSession, type SessionRequest } from "../accessKeys.js";
import type { Call } from "../Context.js";
import { chooseRole } from "../identities/chooseRole.js";
import { fitSession, principalTagsOf } from "../identities/principalTags.js";
import { authenticationMethods, developerSignIn, signIn, verifySignIn } from "../identities/signIn.js";
import { findIdentity, poolOf } from "../lookup.js";
import { isCognitoLogin } from "../tokens/issuer.js";
import { openIdToken } from "../tokens/openIdToken.js";

/** The enhanced flow: signs in, chooses the role, and issues its credentials. */
export async function getCredentialsForIdentity(
  input: Input<"getCredentialsForIdentity">,
  call: Call,
): Promise<Output<"getCredentialsForIdentity">> {
  const session = issueSession(call, await sessionRequest(input, call));
  return {
    IdentityId: session.identityId,
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: session.expiresAt,
    },
  };
}

async function sessionRequest(input: Input<"getCredentialsForIdentity">, call: Call): Promise<SessionRequest> {
  const { IdentityId, Logins = new Map<string, string>(), CustomRoleArn: customRoleArn } = input;
  if ([...Logins.keys()].some((name) => isCognitoLogin(name, call.context.region))) {
    const { identity, pool, authenticationMethods, principalTags } = await developerSignIn(call, IdentityId, Logins);
    const roleArn = chooseRole({ pool, logins: [], authenticated: true, customRoleArn });
    if (!fitSession(principalTags)) {
      throw invalidConfiguration();
    }
    return { identity, pool, roleArn, authenticationMethods, principalTags };
  }
  const verified = await verifySignIn(call, IdentityId, Logins);
  const { identity, pool, logins, changes } = signIn(call, IdentityId, verified);
  const roleArn = chooseRole({ pool, logins, authenticated: logins.length > 0, customRoleArn });
  const principalTags = principalTagsOf(pool, logins);
  if (!fitSession(principalTags)) {
    throw invalidConfiguration();
  }
  call.context.store.putIdentities(...changes);
  return { identity, pool, roleArn, authenticationMethods: authenticationMethods(logins), principalTags };
}

const LIFETIME_SECONDS = 600;

/** The token of the classic flow, which STS exchanges for credentials of a role that the caller chooses. */
export async function getOpenIdToken(input: Input<"getOpenIdToken">, call: Call): Promise<Output<"getOpenIdToken">> {
  const tokens: StringMap = input.Logins ?? new Map();
  checkClassicFlow(poolOf(call, findIdentity(call, input.IdentityId)), tokens);
  const { identity, pool, logins, changes } = signIn(
    call,
    input.IdentityId,
    await verifySignIn(call, input.IdentityId, tokens),
  );
  const principalTags = principalTagsOf(pool, logins);
  call.context.store.putIdentities(...changes);
  const Token = await openIdToken(call.context, {
    identityId: identity.id,
    pool,
    authenticationMethods: authenticationMethods(logins),
    principalTags,
    issuedAt: call.now,
    lifetimeSeconds: LIFETIME_SECONDS,
  });
  return { IdentityId: identity.id, Token };
}

/** Checked before the identity and its logins, so it also rejects guests and users of a provider without a mapping. */
function checkClassicFlow({ settings, roleMappings }: PoolRecord, tokens: StringMap): void {
  if (roleMappings !== undefined && roleMappings.size > 0) {
    throw invalidParameter("Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.");
  }
  if (settings.AllowClassicFlow === false) {
    throw invalidParameter("Basic (classic) flow is not enabled, please use enhanced flow.");
  }
  if ([...tokens.keys()].some((name) => settings.SamlProviderARNs?.includes(name))) {
    throw invalidParameter("Basic (classic) flow is not supported with SAML, please use enhanced flow.");
  }
}
