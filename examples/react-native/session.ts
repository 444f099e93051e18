import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  ResourceNotFoundException,
} from "cognito-identity-client";

export interface Settings {
  region: string;
  /** Of the local service; leave it out for AWS. */
  endpoint?: string;
  identityPoolId: string;
  /** The login provider's name, as the identity pool knows it. */
  provider: string;
}

/** AsyncStorage, or whatever else keeps a text on the device. */
export interface Storage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
}

export interface SessionCredentials {
  identityId: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

/** Where this device keeps which guest it is: each GetId without logins would make a new one. */
const GUEST = "guestIdentityId";

/** Everything that the app does with Amazon Cognito. */
export class Session {
  // No AWS credentials: GetId and GetCredentialsForIdentity need none, for they are where credentials come from.
  private readonly client: CognitoIdentityClient;

  constructor(
    private readonly settings: Settings,
    private readonly storage: Storage,
  ) {
    this.client = new CognitoIdentityClient({ region: settings.region, endpoint: settings.endpoint });
  }

  /** Credentials without signing in. */
  async continueAsGuest(): Promise<SessionCredentials> {
    const credentials = await this.credentials();
    await this.storage.setItem(GUEST, credentials.identityId);
    return credentials;
  }

  /** Credentials of a user. A guest who signs in stays the same identity, unless the user has one from before. */
  async signIn(loginToken: string): Promise<SessionCredentials> {
    const credentials = await this.credentials({ [this.settings.provider]: loginToken });
    // From now on the identity is for whoever shows the login, and for nobody else.
    await this.storage.removeItem(GUEST);
    return credentials;
  }

  /** Forgets who was here. Credentials that were given out stay valid until they expire. */
  async signOut(): Promise<undefined> {
    await this.storage.removeItem(GUEST);
  }

  private async credentials(Logins?: Record<string, string>): Promise<SessionCredentials> {
    const guest = await this.storage.getItem(GUEST);
    try {
      return await this.credentialsFor(guest ?? (await this.newIdentity(Logins)), Logins);
    } catch (error) {
      if (guest === null || !(error instanceof ResourceNotFoundException)) throw error;
      // The identity that was kept has been deleted meanwhile.
      await this.storage.removeItem(GUEST);
      return this.credentials(Logins);
    }
  }

  private async newIdentity(Logins?: Record<string, string>): Promise<string> {
    const IdentityPoolId = this.settings.identityPoolId;
    const { IdentityId } = await this.client.send(new GetIdCommand({ IdentityPoolId, Logins }));
    return present(IdentityId);
  }

  private async credentialsFor(id: string, Logins?: Record<string, string>): Promise<SessionCredentials> {
    // The id in the answer is another one when the user has an identity from before.
    const { IdentityId, Credentials } = await this.client.send(
      new GetCredentialsForIdentityCommand({ IdentityId: id, Logins }),
    );
    return {
      identityId: present(IdentityId),
      accessKeyId: present(Credentials?.AccessKeyId),
      secretAccessKey: present(Credentials?.SecretKey),
      sessionToken: present(Credentials?.SessionToken),
      expiration: present(Credentials?.Expiration),
    };
  }
}

/** Members of answers are optional in the service's model; these always come. */
function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("The service's answer is not complete.");
  return value;
}
