/** A key as JSON (RFC 7517). The JOSE library's own type would have to be installed by everybody who type-checks. */
export interface JsonWebKey {
  kty?: string;
  kid?: string;
  use?: string;
  alg?: string;
  crv?: string;
  x?: string;
  y?: string;
  n?: string;
  e?: string;
  d?: string;
  p?: string;
  q?: string;
  dp?: string;
  dq?: string;
  qi?: string;
}

export interface JsonWebKeySet {
  keys: JsonWebKey[];
}
