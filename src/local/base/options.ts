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
   * For an OpenID Connect provider, client IDs, which AWS keeps in IAM. For a SAML provider, audiences. Default: any audience is accepted.
   */
  readonly clientIds?: readonly string[];
  /**
   * Another issuer that tokens of the provider may have, such as `http://127.0.0.1:9229/local_abc` of an emulator.
   *
   * For a SAML provider, the only issuer (entity ID), which AWS takes from the metadata in IAM. Default: any issuer is accepted.
   */
  readonly issuer?: string;
}

/** Key and certificate in PEM format, or the paths of files that contain them. */
export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
}
