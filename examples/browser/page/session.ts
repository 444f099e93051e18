import { CognitoIdentityClient } from "cognito-identity-client";
import {
  type CognitoIdentityCredentialProvider,
  type CognitoIdentityCredentials,
  fromCognitoIdentity,
  fromCognitoIdentityPool,
} from "cognito-identity-client/credentials";

export interface Settings {
  region: string;
  /** Of the local service; leave it out for AWS. */
  endpoint?: string;
  identityPoolId: string;
  /** The login provider's name, as the identity pool knows it. */
  provider: string;
}

/** Everything that the page does with Amazon Cognito. */
export class Session {
  /** Made here only to count its calls: without `client`, the providers make one for the region in the pool's id. */
  readonly client: CognitoIdentityClient;
  readonly #settings: Settings;
  /** Knows in this browser, also after a reload, which guest it is. Every client of AWS takes it as its `credentials`. */
  readonly #guest: CognitoIdentityCredentialProvider;
  #guestId: string | undefined;
  #user: CognitoIdentityCredentialProvider | undefined;

  constructor(settings: Settings) {
    const { region, endpoint, identityPoolId } = settings;
    this.#settings = settings;
    this.client = new CognitoIdentityClient({ region, endpoint });
    this.#guest = fromCognitoIdentityPool({ client: this.client, identityPoolId });
  }

  /** Credentials without signing in; new ones each time, as the page wants to show. */
  async continueAsGuest(): Promise<CognitoIdentityCredentials> {
    const credentials = await this.#guest({ forceRefresh: true });
    this.#guestId = credentials.identityId;
    return credentials;
  }

  /** Credentials of a user. A guest who signs in stays the same identity, unless the user has one from before. */
  async signIn(loginToken: string): Promise<CognitoIdentityCredentials> {
    const { identityPoolId, provider } = this.#settings;
    const parameters = { client: this.client, logins: { [provider]: loginToken } };
    const user =
      this.#guestId === undefined
        ? fromCognitoIdentityPool({ ...parameters, identityPoolId })
        : fromCognitoIdentity({ ...parameters, identityId: this.#guestId });
    const credentials = await user();
    // From now on the identity is for whoever shows the login, and for nobody else.
    await this.signOut();
    this.#user = user;
    return credentials;
  }

  /** Forgets who was here. Who has noted the credentials down can use them until they expire. */
  async signOut(): Promise<void> {
    this.#guestId = undefined;
    await Promise.all([this.#guest.clear(), this.#user?.clear()]);
    this.#user = undefined;
  }
}
