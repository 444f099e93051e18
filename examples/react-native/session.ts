import {
  type CognitoIdentityCredentialProvider,
  type CognitoIdentityCredentials,
  fromCognitoIdentity,
  fromCognitoIdentityPool,
  type Storage,
} from "cognito-identity-client/credentials";

export interface Settings {
  /** Where the local service is; leave it out for AWS. The region is in the pool's id. */
  clientConfig?: { endpoint: string };
  identityPoolId: string;
  /** The login provider's name, as the identity pool knows it. */
  provider: string;
}

/** Everything that the app does with Amazon Cognito. */
export class Session {
  readonly #settings: Settings;
  readonly #storage: Storage;
  /** Knows on this device, also after a restart, which guest it is. Every client of AWS takes it as its `credentials`. */
  readonly #guest: CognitoIdentityCredentialProvider;
  #guestId: string | undefined;
  #user: CognitoIdentityCredentialProvider | undefined;

  /** @param storage - AsyncStorage, or whatever else keeps a text on the device. */
  constructor(settings: Settings, storage: Storage) {
    const { clientConfig, identityPoolId } = settings;
    this.#settings = settings;
    this.#storage = storage;
    this.#guest = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: storage });
  }

  /** Credentials without signing in. */
  async continueAsGuest(): Promise<CognitoIdentityCredentials> {
    const credentials = await this.#guest();
    this.#guestId = credentials.identityId;
    return credentials;
  }

  /** Credentials of a user. A guest who signs in stays the same identity, unless the user has one from before. */
  async signIn(loginToken: string): Promise<CognitoIdentityCredentials> {
    const { clientConfig, identityPoolId, provider } = this.#settings;
    const parameters = { clientConfig, logins: { [provider]: loginToken } };
    const user =
      this.#guestId === undefined
        ? fromCognitoIdentityPool({ ...parameters, identityPoolId, cache: this.#storage })
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
