import type { JsonWebKey } from "../base/JsonWebKey.js";

/**
 * What the service keeps. Records are never changed in place: a change is a new record put over the old one. Times are
 * milliseconds since the epoch. Maps are `Map`s, because their keys come from callers and `__proto__` is a possible one.
 */

export type StringMap = ReadonlyMap<string, string>;

export interface CognitoIdentityProvider {
  readonly ProviderName: string;
  readonly ClientId: string;
  readonly ServerSideTokenCheck: boolean;
}

/** The members of the API's IdentityPool but for its id, as they come back: what was not set is not there. */
export interface PoolSettings {
  readonly IdentityPoolName: string;
  readonly AllowUnauthenticatedIdentities: boolean;
  readonly AllowClassicFlow?: boolean | undefined;
  readonly SupportedLoginProviders?: StringMap | undefined;
  readonly DeveloperProviderName?: string | undefined;
  readonly OpenIdConnectProviderARNs?: readonly string[] | undefined;
  readonly CognitoIdentityProviders?: readonly CognitoIdentityProvider[] | undefined;
  readonly SamlProviderARNs?: readonly string[] | undefined;
}

export interface MappingRule {
  readonly Claim: string;
  readonly MatchType: "Equals" | "Contains" | "StartsWith" | "NotEqual";
  readonly Value: string;
  readonly RoleARN: string;
}

export interface RoleMapping {
  readonly Type: "Token" | "Rules";
  readonly AmbiguousRoleResolution?: "AuthenticatedRole" | "Deny" | undefined;
  readonly RulesConfiguration?: { readonly Rules: readonly MappingRule[] } | undefined;
}

export interface PrincipalTagMap {
  readonly UseDefaults: boolean;
  readonly PrincipalTags: StringMap;
}

export interface PoolRecord {
  readonly id: string;
  readonly accountId: string;
  readonly settings: PoolSettings;
  readonly tags: StringMap;
  readonly roles?: StringMap;
  readonly roleMappings?: ReadonlyMap<string, RoleMapping>;
  readonly principalTagMaps?: ReadonlyMap<string, PrincipalTagMap>;
}

/** One user of one provider. For a developer login, `subject` is the developer user identifier. */
export interface Login {
  readonly kind: "public" | "developer";
  readonly provider: string;
  readonly subject: string;
}

export interface IdentityRecord {
  readonly id: string;
  readonly poolId: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly logins: readonly Login[];
  /** Merged into another identity, or without its last login: it can be listed and described, and no longer used. */
  readonly disabled?: true;
  /** The identity that it was merged into. */
  readonly parentId?: string;
}

/** Temporary credentials that were issued, with all that is known of who holds them. */
export interface SessionRecord {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly accountId: string;
  readonly poolId: string;
  readonly identityId: string;
  readonly roleArn: string;
  /** As STS was told in the classic flow; absent in the enhanced flow, where all sessions have one name. */
  readonly roleSessionName?: string;
  /** The `amr` of the token behind the session. */
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** One thing that is stored, as snapshots hold it. */
export type Entry =
  | { readonly kind: "pool"; readonly record: PoolRecord }
  | { readonly kind: "identity"; readonly record: IdentityRecord }
  | { readonly kind: "session"; readonly record: SessionRecord }
  | { readonly kind: "signingKey"; readonly record: JsonWebKey };

/**
 * The whole state of a service as plain JSON. It holds secrets: the key that tokens are signed with, and the access keys that
 * were issued.
 */
export interface Snapshot {
  readonly format: string;
  readonly version: number;
  readonly region: string;
  readonly accountId: string;
  readonly pools: readonly unknown[];
  readonly identities: readonly unknown[];
  readonly sessions: readonly unknown[];
  readonly signingKey?: unknown;
}
