import { GetId$ } from "../generated/commands/GetIdCommand.js";
import type { CognitoIdentityCredentialProvider } from "./CognitoIdentityCredentials.js";
import type { CognitoProviderParameters, ResolvedLogins } from "./CognitoProviderParameters.js";
import { cognitoClient } from "./cognitoClient.js";
import { credentialsProvider, type IssuedCredentials, type Session } from "./credentialsProvider.js";
import { defaultStorage } from "./defaultStorage.js";
import { identityIds } from "./identityIds.js";
import { isStaleIdentity } from "./isStaleIdentity.js";
import { issueCredentials } from "./issueCredentials.js";
import type { OperationCaller } from "./OperationCaller.js";
import { namingLogin } from "./refusedLogin.js";
import { resolveLogins } from "./resolveLogins.js";
import type { Storage } from "./Storage.js";
import { missing } from "./toCredentials.js";
import { userKey } from "./userKey.js";

/** Parameters of {@link fromCognitoIdentityPool}. */
export interface FromCognitoIdentityPoolParameters extends CognitoProviderParameters {
  /** The account that owns the pool, digits only. Optional. */
  accountId?: string;
  /** Where identity ids are kept. Default: IndexedDB, else `localStorage`, else memory. */
  cache?: Storage;
  /** The pool, such as `eu-west-1:0f9c2d1e-…`. */
  identityPoolId: string;
  /**
   * Who the user is, in the application's words: the identity id is stored under it.
   *
   * Default: issuer and subject of the login tokens. To be given where tokens do not tell (Facebook, Amazon, Twitter, SAML),
   * else GetId goes before every refresh.
   */
  userIdentifier?: string;
}

/**
 * Credentials of a guest or a signed-in user of an identity pool.
 *
 * The identity id is kept in the storage, the credentials in memory. An identity that the service no longer knows is asked
 * for anew, once.
 *
 * @returns a provider to be given as `credentials` to AWS's clients; see {@link CognitoIdentityCredentialProvider}.
 */
export function fromCognitoIdentityPool(
  parameters: FromCognitoIdentityPoolParameters,
): CognitoIdentityCredentialProvider {
  const { accountId, identityPoolId, userIdentifier, logger } = parameters;
  logger?.debug?.("cognito-identity-client/credentials - fromCognitoIdentityPool");
  const ids = identityIds(parameters.cache ?? defaultStorage());
  const clientFor = cognitoClient(parameters, identityPoolId);
  const isGuest = hasNone(parameters.logins);

  const getId = async (client: OperationCaller, logins: ResolvedLogins | undefined): Promise<string> => {
    const { output } = await client.callOperation(GetId$, {
      AccountId: accountId,
      IdentityPoolId: identityPoolId,
      Logins: logins,
    });
    const { IdentityId = missing("identity ID") } = output;
    return IdentityId;
  };

  const signIn = async (
    session: Session,
    client: OperationCaller,
    logins: ResolvedLogins | undefined,
  ): Promise<IssuedCredentials> => {
    const issue = async (identityId: string): Promise<IssuedCredentials> => {
      ids.set(session, identityId);
      const issued = await issueCredentials(client, identityId, logins, parameters);
      // Logins that belong to another identity lead to that one.
      ids.set(session, issued.identityId);
      return issued;
    };
    const known = await ids.get(session);
    if (known) {
      try {
        return await issue(known);
      } catch (error) {
        if (!isStaleIdentity(error)) {
          throw error;
        }
        ids.forget(session);
        logger?.info?.(`Identity ${known} is replaced. ${error}`);
      }
    }
    return issue(await getId(client, logins));
  };

  return credentialsProvider(
    async (session, request) => {
      const logins = await resolveLogins(parameters.logins);
      // Logins that give nothing: whoever this is, it is not the user that the application names.
      const isSignedOut = !isGuest && hasNone(logins);
      const key = userKey(identityPoolId, logins, isSignedOut ? undefined : userIdentifier);
      if (session.key !== key) {
        session.identityId = undefined;
        session.key = key;
      }
      if (session.over) {
        // Signed out while the tokens were on their way.
        ids.forget(session);
      }
      try {
        return await signIn(session, clientFor(request), logins);
      } catch (error) {
        throw namingLogin(error, logins);
      }
    },
    (session) => {
      // Who signs out before the first call is known if the application or nobody names him.
      session.key ??= isGuest || userIdentifier ? userKey(identityPoolId, undefined, userIdentifier) : undefined;
      return ids.forget(session);
    },
    logger,
  );
}

const hasNone = (logins: object = {}): boolean => Object.keys(logins).length === 0;
