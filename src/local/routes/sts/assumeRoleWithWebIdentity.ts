import { assumedRoleArn, isRoleArn } from "../../base/arn.js";
import { sts as choices } from "../../base/choices.js";
import { ServiceFault } from "../../base/ServiceFault.js";
import { fitSession } from "../../domain/identities/principalTags.js";
import { issueSession } from "../../domain/identities/sessions.js";
import { webIdentityProviderOf } from "../../domain/tokens/issuer.js";
import type { PoolRecord } from "../../state/records.js";
import { parametersOf } from "./parameters.js";
import { principalId } from "./principalIds.js";
import type { StsCall } from "./StsCall.js";
import { verifyWebIdentityToken } from "./verifyWebIdentityToken.js";
import type { XmlMembers } from "./xml.js";

/**
 * The second half of the classic flow: a token of GetOpenIdToken or GetOpenIdTokenForDeveloperIdentity for credentials of a
 * role that the caller chooses. Nobody signs this; the token says who it is.
 */
export async function assumeRoleWithWebIdentity({ form, service, now }: StsCall): Promise<XmlMembers> {
  const parameters = parametersOf(form);
  const { roleArn, roleSessionName, policy } = parameters;
  if (!isRoleArn(roleArn)) throw new ServiceFault("ValidationError", choices.invalidRoleArn(roleArn));
  checkPolicy(policy);
  const call = { service, now };
  const identity = await verifyWebIdentityToken(call, parameters.webIdentityToken);
  checkTrust(identity.pool, roleArn, identity.authenticationMethods);
  if (!fitSession(identity.principalTags)) throw new ServiceFault("PackedPolicyTooLarge", choices.tagsTooLarge);
  const session = issueSession(call, {
    ...identity,
    roleArn,
    roleSessionName,
    lifetimeSeconds: parameters.durationSeconds ?? choices.defaultSeconds,
  });
  // In the recorded order.
  return {
    Audience: session.poolId,
    AssumedRoleUser: {
      AssumedRoleId: `${principalId("AROA", roleArn)}:${roleSessionName}`,
      Arn: assumedRoleArn(roleArn, roleSessionName),
    },
    Provider: webIdentityProviderOf(service.region),
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt).toISOString().replace(".000Z", "Z"),
    },
    SubjectFromWebIdentityToken: session.identityId,
  };
}

/** A policy narrows the session; nothing here evaluates it. */
function checkPolicy(policy: string | undefined): void {
  if (policy === undefined) return;
  try {
    JSON.parse(policy);
  } catch {
    throw new ServiceFault("MalformedPolicyDocument", choices.malformedPolicy);
  }
}

/** The pool's role for guests trusts no one who is signed in, and the other way round. */
function checkTrust({ roles }: PoolRecord, roleArn: string, authenticationMethods: readonly string[]): void {
  const [own, other] =
    authenticationMethods[0] === "authenticated"
      ? ["authenticated", "unauthenticated"]
      : ["unauthenticated", "authenticated"];
  if (roles?.get(other) === roleArn && roles.get(own) !== roleArn) {
    throw new ServiceFault("AccessDenied", choices.accessDenied, 403);
  }
}
