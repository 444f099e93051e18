import { assumedRoleArn, ENHANCED_SESSION_NAME, isRoleArn } from "../../base/arn.js";
import { sts as choices } from "../../base/choices.js";
import { principalId } from "../../base/ids.js";
import { ServiceFault } from "../../base/ServiceFault.js";
import type { IdentityRecord, PoolRecord, StringMap } from "../../state/records.js";
import { callerArn, issueSession } from "../accessKeys.js";
import type { Call, SignedCall } from "../Context.js";
import { fitSession } from "../identities/principalTags.js";
import { isCognitoIssuer, webIdentityProviderOf } from "../tokens/issuer.js";
import { claimsOfToken } from "../tokens/jsonWebToken.js";
import { authenticationMethodsIn, isOwnToken, principalTagsIn } from "../tokens/openIdToken.js";

/** The result of an action: strings and groups of strings, in the recorded order. Absent ones are left out. */
export interface StsResult {
  readonly [name: string]: string | undefined | StsResult;
}

interface AssumeRoleWithWebIdentityInput {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly WebIdentityToken: string;
  readonly Policy?: string;
  readonly DurationSeconds?: number;
}

/**
 * The second half of the classic flow: exchanges a token of GetOpenIdToken or GetOpenIdTokenForDeveloperIdentity for credentials of
 * a role that the caller chooses. The request is not signed, because the token identifies the caller.
 */
export async function assumeRoleWithWebIdentity(
  { RoleArn: roleArn, RoleSessionName: roleSessionName, ...input }: AssumeRoleWithWebIdentityInput,
  call: Call,
): Promise<StsResult> {
  if (!isRoleArn(roleArn)) {
    throw new ServiceFault("ValidationError", choices.invalidRoleArn(roleArn));
  }
  checkPolicy(input.Policy);
  const identity = await verifyWebIdentityToken(call, input.WebIdentityToken);
  checkTrust(identity.pool, roleArn, identity.authenticationMethods);
  if (!fitSession(identity.principalTags)) {
    throw new ServiceFault("PackedPolicyTooLarge", choices.tagsTooLarge);
  }
  const lifetimeSeconds = input.DurationSeconds ?? choices.defaultSeconds;
  const session = issueSession(call, { ...identity, roleArn, roleSessionName, lifetimeSeconds });
  return {
    Audience: session.poolId,
    AssumedRoleUser: {
      AssumedRoleId: `${principalId("AROA", roleArn)}:${roleSessionName}`,
      Arn: assumedRoleArn(roleArn, roleSessionName),
    },
    Provider: webIdentityProviderOf(call.context.region),
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt).toISOString().replace(".000Z", "Z"),
    },
    SubjectFromWebIdentityToken: session.identityId,
  };
}

/** The signer of the request: the session of an issued key, or the user of a configured one. */
export function getCallerIdentity({ context, caller }: SignedCall): StsResult {
  const arn = callerArn(context, caller);
  const session = context.store.session(caller.accessKeyId);
  if (session === undefined) {
    return { Arn: arn, UserId: principalId("AIDA", arn), Account: caller.accountId };
  }
  const { roleArn, roleSessionName = ENHANCED_SESSION_NAME } = session;
  return {
    Arn: arn,
    UserId: `${principalId("AROA", roleArn)}:${roleSessionName}`,
    Account: roleArn.split(":")[4],
  };
}

/** A policy restricts the session. This service does not evaluate it. */
function checkPolicy(policy: string | undefined): void {
  if (policy === undefined) {
    return;
  }
  try {
    JSON.parse(policy);
  } catch {
    throw new ServiceFault("MalformedPolicyDocument", choices.malformedPolicy);
  }
}

/** The pool's role for guests does not trust signed-in users, and vice versa. */
function checkTrust({ roles }: PoolRecord, roleArn: string, authenticationMethods: readonly string[]): void {
  const [own, other] =
    authenticationMethods[0] === "authenticated"
      ? ["authenticated", "unauthenticated"]
      : ["unauthenticated", "authenticated"];
  if (roles?.get(other) === roleArn && roles.get(own) !== roleArn) {
    throw new ServiceFault("AccessDenied", choices.accessDenied, 403);
  }
}

interface WebIdentity {
  readonly identity: Pick<IdentityRecord, "id">;
  readonly pool: PoolRecord;
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
}

/**
 * Checks a token of this service like STS, which does not check whether the identity still exists.
 *
 * @throws ServiceFault InvalidIdentityToken, ExpiredTokenException
 */
async function verifyWebIdentityToken({ context, now }: Call, token: string): Promise<WebIdentity> {
  const claims = await claimsOfToken(token);
  if (claims === undefined) {
    throw invalidIdentityToken(choices.notAToken);
  }
  if (!isCognitoIssuer(claims.iss)) {
    throw invalidIdentityToken(choices.unknownIssuer(typeof claims.iss === "string" ? claims.iss : "null"));
  }
  if (!(await isOwnToken(context.store, token))) {
    throw invalidIdentityToken(choices.notVerified);
  }
  const earliest = Math.floor(now / 1000) - choices.graceSeconds;
  const exp = Number(claims.exp);
  if (earliest >= exp) {
    throw new ServiceFault("ExpiredTokenException", choices.expired(earliest, exp));
  }
  const pool = context.store.pool(String(claims.aud));
  if (pool === undefined) {
    throw invalidIdentityToken(choices.wrongAudience);
  }
  return {
    identity: { id: String(claims.sub) },
    pool,
    authenticationMethods: authenticationMethodsIn(claims),
    principalTags: principalTagsIn(claims),
  };
}

const invalidIdentityToken = (message: string): ServiceFault => new ServiceFault("InvalidIdentityToken", message);
