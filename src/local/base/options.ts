import type { JsonWebKeySet } from "./JsonWebKey.js";

/** An access key that signed operations accept. */
export interface ServiceCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** When set, requests must carry it as `X-Amz-Security-Token`; when not, they must carry none. */
  readonly sessionToken?: string;
  /** The account the key belongs to. Default: the service's `accountId`. */
  readonly accountId?: string;
}

export type ResolvedCredentials = ServiceCredentials & { readonly accountId: string };

/** Keys of a provider: a JSON Web Key Set, the path of a file with one, or the URL of one. */
export type KeySource = JsonWebKeySet | string | URL;

/** What the service needs to know of a login provider to check its tokens fully. */
export interface LoginProviderOptions {
  /** Keys that the provider's tokens must verify with. Without them the signature is not checked. */
  readonly jwks?: KeySource;
  /**
   * Client ids of an OpenID Connect provider, which AWS keeps in IAM: without them any audience is accepted. Audiences of a SAML
   * provider: without them `urn:amazon:webservices` and the sign-in endpoints of AWS, such as `https://signin.aws.amazon.com/saml`.
   */
  readonly clientIds?: readonly string[];
  /**
   * Another issuer that tokens of the provider may have, such as `http://127.0.0.1:9229/local_abc` of an emulator.
   *
   * For a SAML provider, the only issuer (entity id), which AWS takes from the metadata in IAM; without it any issuer is accepted.
   */
  readonly issuer?: string;
}

/** PEM, or the path of a file with it. */
export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
}
