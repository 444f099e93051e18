import {
  type CognitoIdentityCredentialProvider,
  type CognitoIdentityCredentials,
  fromCognitoIdentity,
  fromCognitoIdentityPool,
  type Storage,
} from "cognito-identity-client/credentials";

export interface Settings {
  /** The endpoint of the local service. Omit it for AWS. The Region is in the pool's ID. */
  clientConfig?: { endpoint: string };
  identityPoolId: string;
  /** The name of the login provider in the identity pool. */
  provider: string;
}

/** Everything that the app does with Amazon Cognito. */
export class Session {
  readonly #settings: Settings;
  readonly #storage: Storage;
  /** Keeps the identity of the guest on this device, even after a restart. Pass it as `credentials` to any client of AWS. */
  readonly #guest: CognitoIdentityCredentialProvider;
  #guestId: string | undefined;
  #user: CognitoIdentityCredentialProvider | undefined;

  /** @param storage - AsyncStorage, or any other storage for strings on the device. */
  constructor(settings: Settings, storage: Storage) {
    const { clientConfig, identityPoolId } = settings;
    this.#settings = settings;
    this.#storage = storage;
    this.#guest = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: storage });
  }

  /** Returns credentials without signing in. */
  async continueAsGuest(): Promise<CognitoIdentityCredentials> {
    const credentials = await this.#guest();
    this.#guestId = credentials.identityId;
    return credentials;
  }

  /** Returns credentials of a user. A guest who signs in keeps the identity, unless the user already has one. */
  async signIn(loginToken: string): Promise<CognitoIdentityCredentials> {
    const { clientConfig, identityPoolId, provider } = this.#settings;
    const parameters = { clientConfig, logins: { [provider]: loginToken } };
    const user =
      this.#guestId === undefined
        ? fromCognitoIdentityPool({ ...parameters, identityPoolId, cache: this.#storage })
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
