/** A key as JSON (RFC 7517). The type of the JOSE library would have to be installed by every user who type-checks. */
export interface JsonWebKey {
  readonly kty?: string;
  readonly kid?: string;
  readonly use?: string;
  readonly alg?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly n?: string;
  readonly e?: string;
  readonly d?: string;
  readonly p?: string;
  readonly q?: string;
  readonly dp?: string;
  readonly dq?: string;
  readonly qi?: string;
}

export interface JsonWebKeySet {
  readonly keys: JsonWebKey[];
}
