import { invalidConfiguration } from "../../base/ServiceFault.js";
import type { StringMap } from "../../state/records.js";
import type { Call } from "../Context.js";
import { authenticationMethods } from "../identities/authenticationMethods.js";
import { chooseRole } from "../identities/chooseRole.js";
import { developerSignIn } from "../identities/developerSignIn.js";
import { fitSession, principalTagsOf } from "../identities/principalTags.js";
import { issueSession, type SessionRequest } from "../identities/sessions.js";
import { signIn, verifySignIn } from "../identities/signIn.js";
import { isCognitoLogin } from "../tokens/issuer.js";

interface GetCredentialsForIdentityInput {
  IdentityId: string;
  Logins?: StringMap;
  CustomRoleArn?: string;
}

interface GetCredentialsForIdentityOutput {
  IdentityId: string;
  Credentials: { AccessKeyId: string; SecretKey: string; SessionToken: string; Expiration: number };
}

/** The enhanced flow: signs in, chooses the role, and takes it on for the user. */
export async function getCredentialsForIdentity(
  input: GetCredentialsForIdentityInput,
  call: Call,
): Promise<GetCredentialsForIdentityOutput> {
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

async function sessionRequest(input: GetCredentialsForIdentityInput, call: Call): Promise<SessionRequest> {
  const { IdentityId, Logins = new Map<string, string>(), CustomRoleArn: customRoleArn } = input;
  if ([...Logins.keys()].some((name) => isCognitoLogin(name, call.service.region))) {
    const { identity, pool, authenticationMethods, principalTags } = await developerSignIn(call, IdentityId, Logins);
    const roleArn = chooseRole({ pool, logins: [], authenticated: true, customRoleArn });
    if (!fitSession(principalTags)) throw invalidConfiguration();
    return { identity, pool, roleArn, authenticationMethods, principalTags };
  }
  const verified = await verifySignIn(call, IdentityId, Logins);
  const { identity, pool, logins, changes } = signIn(call, IdentityId, verified);
  const roleArn = chooseRole({ pool, logins, authenticated: logins.length > 0, customRoleArn });
  const principalTags = principalTagsOf(pool, logins);
  if (!fitSession(principalTags)) throw invalidConfiguration();
  call.service.store.putIdentities(...changes);
  return { identity, pool, roleArn, authenticationMethods: authenticationMethods(logins), principalTags };
}
