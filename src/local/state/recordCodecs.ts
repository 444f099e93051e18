import type { JsonWebKey } from "../base/JsonWebKey.js";
import { type Codec, flag, id, list, map, number, oneOf, optional, structure, text } from "./codec.js";
import type {
  CognitoIdentityProvider,
  Entry,
  IdentityRecord,
  Login,
  MappingRule,
  PoolRecord,
  PoolSettings,
  PrincipalTagMap,
  RoleMapping,
  SessionRecord,
} from "./records.js";

// The stored form of every record, with its members in the records' order.

const settings = structure<PoolSettings>({
  IdentityPoolName: text,
  AllowUnauthenticatedIdentities: flag,
  AllowClassicFlow: optional(flag),
  SupportedLoginProviders: optional(map(text)),
  DeveloperProviderName: optional(text),
  OpenIdConnectProviderARNs: optional(list(text)),
  CognitoIdentityProviders: optional(
    list(structure<CognitoIdentityProvider>({ ProviderName: text, ClientId: text, ServerSideTokenCheck: flag })),
  ),
  SamlProviderARNs: optional(list(text)),
});

const rule = structure<MappingRule>({
  Claim: text,
  MatchType: oneOf("Equals", "Contains", "StartsWith", "NotEqual"),
  Value: text,
  RoleARN: text,
});

const roleMapping = structure<RoleMapping>({
  Type: oneOf("Token", "Rules"),
  AmbiguousRoleResolution: optional(oneOf("AuthenticatedRole", "Deny")),
  RulesConfiguration: optional(structure<{ readonly Rules: readonly MappingRule[] }>({ Rules: list(rule) })),
});

export const poolCodec: Codec<PoolRecord> = structure<PoolRecord>({
  id: id,
  accountId: id,
  settings,
  tags: map(text),
  roles: optional(map(text)),
  roleMappings: optional(map(roleMapping)),
  principalTagMaps: optional(map(structure<PrincipalTagMap>({ UseDefaults: flag, PrincipalTags: map(text) }))),
});

export const identityCodec: Codec<IdentityRecord> = structure<IdentityRecord>({
  id: id,
  poolId: id,
  createdAt: number,
  modifiedAt: number,
  logins: list(structure<Login>({ kind: oneOf("public", "developer"), provider: text, subject: text })),
  disabled: optional(oneOf(true)),
  parentId: optional(id),
});

export const sessionCodec: Codec<SessionRecord> = structure<SessionRecord>({
  accessKeyId: id,
  secretAccessKey: text,
  sessionToken: text,
  accountId: id,
  poolId: id,
  identityId: id,
  roleArn: text,
  roleSessionName: optional(text),
  authenticationMethods: list(text),
  principalTags: map(text),
  issuedAt: number,
  expiresAt: number,
});

/** A private RSA key. */
export const signingKeyCodec: Codec<JsonWebKey> = structure<
  Required<Pick<JsonWebKey, "kty" | "n" | "e" | "d" | "p" | "q" | "dp" | "dq" | "qi">>
>({
  kty: oneOf("RSA") as Codec<string>,
  n: text,
  e: text,
  d: text,
  p: text,
  q: text,
  dp: text,
  dq: text,
  qi: text,
}) as Codec<JsonWebKey>;

/** In the order in which they are restored. */
export const CODECS: { readonly [Kind in Entry["kind"]]: Codec<Extract<Entry, { kind: Kind }>["record"]> } = {
  pool: poolCodec,
  identity: identityCodec,
  session: sessionCodec,
  signingKey: signingKeyCodec,
};

export const encode = ({ kind, record }: Entry): unknown => (CODECS[kind] as Codec<typeof record>).encode(record);
export const decode = (kind: Entry["kind"], json: unknown, at: string): Entry =>
  ({ kind, record: CODECS[kind].decode(json, at) }) as Entry;
