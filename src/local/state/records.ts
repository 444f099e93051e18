import type { JsonWebKey } from "../base/JsonWebKey.js";

/**
 * The records that the service stores. Records are never changed in place: a new record replaces the old one. Times are
 * milliseconds since the epoch. Maps are `Map`s, because their keys come from callers, and `__proto__` is a possible key.
 */

export type StringMap = ReadonlyMap<string, string>;

export interface CognitoIdentityProvider {
  readonly ProviderName: string;
  readonly ClientId: string;
  readonly ServerSideTokenCheck: boolean;
}

/** The members of the API's IdentityPool except its ID, as they are returned: members that were not set are absent. */
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
  /** Merged into another identity, or without its last login: it can still be listed and described, but not used. */
  readonly disabled?: true;
  /** The identity that it was merged into. */
  readonly parentId?: string;
}

/** Temporary credentials that were issued, with everything that is known about the user. */
export interface SessionRecord {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The digest of the token, which is much longer than the rest. In states of older versions, the token. */
  readonly sessionToken: string;
  readonly accountId: string;
  readonly poolId: string;
  readonly identityId: string;
  readonly roleArn: string;
  /** The session name passed to STS in the classic flow; absent in the enhanced flow, where all sessions have the same name. */
  readonly roleSessionName?: string;
  /** The `amr` of the token behind the session. */
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** The owner of the state. */
export interface Owner {
  readonly region: string;
  readonly accountId: string;
}

/** One stored item, as in snapshots. */
export type Entry =
  | { readonly kind: "pool"; readonly record: PoolRecord }
  | { readonly kind: "identity"; readonly record: IdentityRecord }
  | { readonly kind: "session"; readonly record: SessionRecord }
  | { readonly kind: "signingKey"; readonly record: JsonWebKey };

/**
 * The whole state of a service as plain JSON. It contains secrets: the key that signs tokens, and the access keys that were issued.
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
