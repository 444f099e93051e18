import type { JsonWebKeySet } from "./JsonWebKey.js";

/** An access key that signed operations accept. */
export interface ServiceCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** If set, requests must have it as `X-Amz-Security-Token`. Otherwise, they must not have this header. */
  readonly sessionToken?: string;
  /** The account the key belongs to. Default: the service's `accountId`. */
  readonly accountId?: string;
}

export type ResolvedCredentials = ServiceCredentials & { readonly accountId: string };

/** Keys of a provider: a JSON Web Key Set, or the path or URL of one. */
export type KeySource = JsonWebKeySet | string | URL;

/** Settings of a login provider, for a complete check of its tokens. */
export interface LoginProviderOptions {
  /** The keys that verify signatures of the provider. Default: none, and signatures are not checked. */
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

/** Key and certificate in PEM, or the paths of files with them. */
export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
}
