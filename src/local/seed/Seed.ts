import type { JsonWebKeySet } from "../base/JsonWebKey.js";
import type { CognitoIdentityProvider, RoleMapping } from "../state/records.js";

/** The initial state of a service. `cognito-identity-client/local/seed.schema.json` is the JSON Schema of seed files. */
export interface Seed {
  /** The JSON Schema of the file, for editors. */
  readonly $schema?: string;
  readonly pools?: readonly SeedPool[];
  /** Like the option of the same name, which takes precedence. */
  readonly loginProviders?: Readonly<Record<string, SeedLoginProvider>>;
}

/** Settings of a login provider. Unlike in `LoginProviderOptions`, the path in `jwks` is relative to the seed file. */
export interface SeedLoginProvider {
  /** A JSON Web Key Set, a URL, or a path relative to the seed file. */
  readonly jwks?: JsonWebKeySet | string;
  readonly clientIds?: readonly string[];
  readonly issuer?: string;
}

/** A pool, with the members of CreateIdentityPool, SetIdentityPoolRoles, and SetPrincipalTagAttributeMap, and its identities. */
export interface SeedPool {
  /** Default: derived from the name of the pool, so that it is the same with every start. */
  readonly IdentityPoolId?: string;
  readonly IdentityPoolName: string;
  readonly AllowUnauthenticatedIdentities: boolean;
  readonly AllowClassicFlow?: boolean;
  readonly SupportedLoginProviders?: Readonly<Record<string, string>>;
  readonly DeveloperProviderName?: string;
  readonly OpenIdConnectProviderARNs?: readonly string[];
  readonly CognitoIdentityProviders?: readonly Partial<CognitoIdentityProvider>[];
  readonly SamlProviderARNs?: readonly string[];
  readonly IdentityPoolTags?: Readonly<Record<string, string>>;
  readonly Roles?: Readonly<Record<string, string>>;
  readonly RoleMappings?: Readonly<Record<string, RoleMapping>>;
  /** The maps, by provider. */
  readonly PrincipalTagAttributeMaps?: Readonly<Record<string, SeedPrincipalTagMap>>;
  readonly Identities?: readonly SeedIdentity[];
}

/** The members of SetPrincipalTagAttributeMap. */
export interface SeedPrincipalTagMap {
  readonly UseDefaults?: boolean;
  readonly PrincipalTags?: Readonly<Record<string, string>>;
}

/** An identity. Without logins, it is a guest. */
export interface SeedIdentity {
  /** Default: derived from the ID of the pool and the position in the list, so that it is the same with every start. */
  readonly IdentityId?: string;
  /** The user at each provider: `sub` of its tokens, or the name ID of SAML. */
  readonly Logins?: Readonly<Record<string, string>>;
  readonly DeveloperUserIdentifiers?: readonly string[];
}
