import { identityPoolArn } from "../../base/arn.js";
import { invalidParameter } from "../../base/ServiceFault.js";
import type { PoolRecord, StringMap } from "../../state/records.js";
import type { Call } from "../Context.js";
import { authenticationMethods } from "../identities/authenticationMethods.js";
import { findIdentity, poolOf } from "../identities/findIdentity.js";
import { principalTagsOf } from "../identities/principalTags.js";
import { signIn, verifySignIn } from "../identities/signIn.js";
import { openIdToken } from "../tokens/openIdToken.js";

const LIFETIME_SECONDS = 600;

interface GetOpenIdTokenInput {
  IdentityId: string;
  Logins?: StringMap;
}

/** The classic flow's token, which STS takes for a role of the caller's choice. */
export async function getOpenIdToken(
  input: GetOpenIdTokenInput,
  call: Call,
): Promise<{ IdentityId: string; Token: string }> {
  const tokens: StringMap = input.Logins ?? new Map();
  checkClassicFlow(poolOf(call, findIdentity(call, input.IdentityId)), tokens);
  const { identity, pool, logins, changes } = signIn(
    call,
    input.IdentityId,
    await verifySignIn(call, input.IdentityId, tokens),
  );
  const principalTags = principalTagsOf(pool, logins);
  call.service.store.putIdentities(...changes);
  const Token = await openIdToken(call.service.store, {
    region: call.service.region,
    identityId: identity.id,
    poolId: pool.id,
    poolArn: identityPoolArn(call.service.region, pool.accountId, pool.id),
    authenticationMethods: authenticationMethods(logins),
    principalTags,
    issuedAt: call.now,
    lifetimeSeconds: LIFETIME_SECONDS,
  });
  return { IdentityId: identity.id, Token };
}

/** Checked before the identity and its logins: guests and users of a provider without a mapping are refused as well. */
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
