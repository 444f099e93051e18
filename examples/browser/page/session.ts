import { CognitoIdentityClient } from "cognito-identity-client";
import {
  type CognitoIdentityCredentialProvider,
  type CognitoIdentityCredentials,
  fromCognitoIdentity,
  fromCognitoIdentityPool,
} from "cognito-identity-client/credentials";

export interface Settings {
  region: string;
  /** The endpoint of the local service. Omit it for AWS. */
  endpoint?: string;
  identityPoolId: string;
  /** The name of the login provider in the identity pool. */
  provider: string;
}

/** Everything that the page does with Amazon Cognito. */
export class Session {
  /** Created here only to record its calls: without `client`, the providers call the Region in the pool's ID. */
  readonly client: CognitoIdentityClient;
  readonly #settings: Settings;
  /** Keeps the identity of the guest in this browser, even after a reload. Pass it as `credentials` to any client of AWS. */
  readonly #guest: CognitoIdentityCredentialProvider;
  #guestId: string | undefined;
  #user: CognitoIdentityCredentialProvider | undefined;

  constructor(settings: Settings) {
    const { region, endpoint, identityPoolId } = settings;
    this.#settings = settings;
    this.client = new CognitoIdentityClient({ region, endpoint });
    this.#guest = fromCognitoIdentityPool({ client: this.client, identityPoolId });
  }

  /** Returns credentials without signing in. They are new each time, for the page to show. */
  async continueAsGuest(): Promise<CognitoIdentityCredentials> {
    const credentials = await this.#guest({ forceRefresh: true });
    this.#guestId = credentials.identityId;
    return credentials;
  }

  /** Returns credentials of a user. A guest who signs in keeps the identity, unless the user already has one. */
  async signIn(loginToken: string): Promise<CognitoIdentityCredentials> {
    const { identityPoolId, provider } = this.#settings;
    const parameters = { client: this.client, logins: { [provider]: loginToken } };
    const user =
      this.#guestId === undefined
        ? fromCognitoIdentityPool({ ...parameters, identityPoolId })
        : fromCognitoIdentity({ ...parameters, identityId: this.#guestId });
    const credentials = await user();
    // From now on, the identity belongs to the login, and guests cannot use it.
    await this.signOut();
    this.#user = user;
    return credentials;
  }

  /** Forgets the user. Credentials that were copied remain valid until they expire. */
  async signOut(): Promise<void> {
    this.#guestId = undefined;
    await Promise.all([this.#guest.clear(), this.#user?.clear()]);
    this.#user = undefined;
  }
}
