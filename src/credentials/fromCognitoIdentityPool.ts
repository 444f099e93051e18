import { GetId$ } from "../generated/commands/GetIdCommand.js";
import { quietly, textOf } from "../runtime/errors/thrown.js";
import type {
  CognitoIdentityCredentialProvider,
  CognitoProviderParameters,
  ResolvedLogins,
} from "./CognitoProviderParameters.js";
import { cognitoClient, issueCredentials } from "./cognitoClient.js";
import { credentialsProvider, type IssuedCredentials } from "./credentialsProvider.js";
import { identityIds, isStaleIdentity, type User } from "./identityIds.js";
import { namingLogin, resolveLogins, userKey } from "./logins.js";
import { inTurn } from "./platform/callers.js";
import type { OperationCaller } from "./platform/OperationCaller.js";
import { defaultStorage, type Storage } from "./storage.js";
import { missing } from "./toCredentials.js";

/** Parameters of {@link fromCognitoIdentityPool}. */
export interface FromCognitoIdentityPoolParameters extends CognitoProviderParameters {
  /** The account that owns the pool, digits only. Optional. */
  accountId?: string;
  /** Where identity IDs are stored. Default: IndexedDB, `localStorage`, or memory, whichever is available first. */
  cache?: Storage;
  /** The pool, such as `eu-west-1:0f9c2d1e-…`. */
  identityPoolId: string;
  /**
   * Identifies the user in your application. The identity ID is stored under this name.
   *
   * Default: issuer and subject of the login tokens. Set it for tokens that do not contain these (Facebook, Amazon, Twitter, SAML):
   * otherwise, each refresh calls GetId first.
   */
  userIdentifier?: string;
}

/**
 * Creates a provider of credentials for a guest or a signed-in user of an identity pool.
 *
 * The identity ID is kept in the storage, the credentials in memory. If the service no longer knows the identity, the provider gets
 * a new one.
 *
 * @returns a provider to pass as `credentials` to AWS's clients; see {@link CognitoIdentityCredentialProvider}.
 */
export function fromCognitoIdentityPool(
  parameters: FromCognitoIdentityPoolParameters = { identityPoolId: "" },
): CognitoIdentityCredentialProvider {
  const { accountId, identityPoolId, userIdentifier, logger } = parameters;
  void quietly(() => logger?.debug?.("cognito-identity-client/credentials - fromCognitoIdentityPool"));
  // The default storage may fail, for example where a page may not store anything. An application can do nothing about that.
  const ids = identityIds(parameters.cache ?? defaultStorage(), (problem) => {
    void quietly(() => parameters.cache && (logger ?? console).warn(`${CACHE_FAILED} ${textOf(problem)}`));
  });
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
    user: User,
    client: OperationCaller,
    logins: ResolvedLogins | undefined,
  ): Promise<IssuedCredentials> => {
    const issue = async (identityId: string): Promise<IssuedCredentials> => {
      ids.set(user, identityId);
      const issued = await issueCredentials(client, identityId, logins, parameters);
      // If the logins belong to another identity, the credentials are for that one.
      ids.set(user, issued.identityId);
      return issued;
    };
    let stale: string | undefined;
    /** Returns undefined without an ID, or if the ID has to be replaced. */
    const issueAgain = async (identityId: string | undefined): Promise<IssuedCredentials | undefined> => {
      try {
        return identityId && identityId !== stale ? await issue(identityId) : undefined;
      } catch (error) {
        if (!isStaleIdentity(error)) {
          throw error;
        }
        stale = identityId;
        user.identityId = undefined;
        void quietly(() => logger?.info?.(`Replacing identity ${identityId}: ${error}`));
        return undefined;
      }
    };
    const issueAsNew = async (): Promise<IssuedCredentials> => {
      if (user.isForgotten) {
        // After `clear`, nothing is sent for this user. No caller gets this error.
        throw new Error("Signed out");
      }
      // The previous tab has stored an ID.
      const issued = await issueAgain(await ids.getAgain(user));
      if (issued) {
        return issued;
      }
      const created = await getId(client, logins);
      // Another request for the same user may have finished first, here or in a tab whose turn took too long.
      return (await issueAgain(await ids.getAgain(user))) ?? issue(created);
    };
    return (await issueAgain(await ids.get(user))) ?? inTurn(user.key, issueAsNew, ids.written);
  };

  return credentialsProvider(
    async (session, request, extend) => {
      const logins = await resolveLogins(parameters.logins, extend);
      // A user with `userIdentifier` but without logins has signed out, and is now a guest.
      const isSignedOut = !isGuest && hasNone(logins);
      const key = userKey(identityPoolId, logins, isSignedOut ? undefined : userIdentifier);
      if (session.user?.key !== key) {
        session.user = undefined;
      }
      session.user ??= { key };
      const { user } = session;
      if (session.over) {
        // The user signed out while the tokens were being fetched.
        void ids.forget(user);
      }
      try {
        return await signIn(user, clientFor(request), logins);
      } catch (error) {
        throw namingLogin(error, logins);
      }
    },
    // Before the first call, the key is known only for guests and with `userIdentifier`.
    ({ user }) =>
      ids.forget(
        user ?? { key: isGuest || userIdentifier ? userKey(identityPoolId, undefined, userIdentifier) : undefined },
      ),
    logger,
  );
}

const CACHE_FAILED = "`cache` failed, so this user may get another identity with each start:";

const hasNone = (logins: object | null | undefined): boolean => Object.keys(logins ?? {}).length === 0;
