import type { JsonWebKeySet } from "../base/JsonWebKey.js";
import type { CognitoIdentityProvider, RoleMapping } from "../state/records.js";

/** What a service begins with. As a file: JSON, described by `cognito-identity-client/local/seed.schema.json`. */
export interface Seed {
  /** For editors. */
  readonly $schema?: string;
  readonly pools?: readonly SeedPool[];
  /** As the option of the same name, which wins where both name a provider. */
  readonly loginProviders?: Readonly<Record<string, SeedLoginProvider>>;
}

/** What the service knows about a login provider; the same as `LoginProviderOptions`, except that `jwks` can be relative to the seed file. */
export interface SeedLoginProvider {
  /** A JSON Web Key Set, a URL, or a path relative to the seed file. */
  readonly jwks?: JsonWebKeySet | string;
  readonly clientIds?: readonly string[];
  readonly issuer?: string;
}

/** The members of CreateIdentityPool, SetIdentityPoolRoles and SetPrincipalTagAttributeMap, and the pool's identities. */
export interface SeedPool {
  /** Default: made of the pool's name, so that it is the same at every start. */
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
  /** By provider. */
  readonly PrincipalTagAttributeMaps?: Readonly<Record<string, SeedPrincipalTagMap>>;
  readonly Identities?: readonly SeedIdentity[];
}

/** The members of SetPrincipalTagAttributeMap. */
export interface SeedPrincipalTagMap {
  readonly UseDefaults?: boolean;
  readonly PrincipalTags?: Readonly<Record<string, string>>;
}

/** Without any login it is a guest. */
export interface SeedIdentity {
  /** Default: made of the pool's id and the place in the list, so that it is the same at every start. */
  readonly IdentityId?: string;
  /** By provider, who the user is there: the token's `sub`, or the SAML name id. */
  readonly Logins?: Readonly<Record<string, string>>;
  readonly DeveloperUserIdentifiers?: readonly string[];
}
