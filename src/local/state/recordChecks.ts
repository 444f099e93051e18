import {
  type Check,
  checkedOr,
  flag,
  list,
  object,
  oneOf,
  optional,
  other,
  pointerOf,
  type Shape,
} from "../base/check.js";
import type { JsonWebKey } from "../base/JsonWebKey.js";
import { isObject } from "../base/json.js";
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
import { StateError } from "./StateError.js";

// Checks for records in the JSON of a database or a snapshot. Any text could be a secret, so messages show none.

const text: Check<string> = { kind: "text" };
/** Keys of the store contain IDs, and must be parsed again. */
const id: Check<string> = other("an id", (value) => typeof value === "string" && /^[\w:.-]{1,256}$/.test(value));
const time: Check<number> = other("a number", Number.isFinite);
const map = <Value>(element: Check<Value>): Check<ReadonlyMap<string, Value>> => ({ kind: "map", element });
const record: typeof object = (members, more) => object(members, { noun: "a known member", isSecret: true, ...more });

const settings = record<PoolSettings>({
  IdentityPoolName: text,
  AllowUnauthenticatedIdentities: flag,
  AllowClassicFlow: optional(flag),
  SupportedLoginProviders: optional(map(text)),
  DeveloperProviderName: optional(text),
  OpenIdConnectProviderARNs: optional(list(text)),
  CognitoIdentityProviders: optional(
    list(record<CognitoIdentityProvider>({ ProviderName: text, ClientId: text, ServerSideTokenCheck: flag })),
  ),
  SamlProviderARNs: optional(list(text)),
});

const rule = record<MappingRule>({
  Claim: text,
  MatchType: oneOf(["Equals", "Contains", "StartsWith", "NotEqual"]),
  Value: text,
  RoleARN: text,
});

const roleMapping = record<RoleMapping>({
  Type: oneOf(["Token", "Rules"]),
  AmbiguousRoleResolution: optional(oneOf(["AuthenticatedRole", "Deny"])),
  RulesConfiguration: optional(record<{ readonly Rules: readonly MappingRule[] }>({ Rules: list(rule) })),
});

export const poolCheck: Check<PoolRecord> = record<PoolRecord>({
  id,
  accountId: id,
  settings,
  tags: map(text),
  roles: optional(map(text)),
  roleMappings: optional(map(roleMapping)),
  principalTagMaps: optional(map(record<PrincipalTagMap>({ UseDefaults: flag, PrincipalTags: map(text) }))),
});

export const identityCheck: Check<IdentityRecord> = record<IdentityRecord>({
  id,
  poolId: id,
  createdAt: time,
  modifiedAt: time,
  logins: list(record<Login>({ kind: oneOf(["public", "developer"]), provider: text, subject: text })),
  disabled: optional(other<true>("true", (value) => value === true)),
  parentId: optional(id),
});

export const sessionCheck: Check<SessionRecord> = record<SessionRecord>({
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
  issuedAt: time,
  expiresAt: time,
});

/** A private RSA key. */
export const signingKeyCheck: Check<JsonWebKey> = record<
  Required<Pick<JsonWebKey, "kty" | "n" | "e" | "d" | "p" | "q" | "dp" | "dq" | "qi">>
>({ kty: oneOf(["RSA"]), n: text, e: text, d: text, p: text, q: text, dp: text, dq: text, qi: text });

/** In the order in which they are restored. */
export const CHECKS: Readonly<Record<Entry["kind"], Shape>> = {
  pool: poolCheck,
  identity: identityCheck,
  session: sessionCheck,
  signingKey: signingKeyCheck,
};

const isKind = (kind: string): kind is Entry["kind"] => Object.hasOwn(CHECKS, kind);

/** @throws StateError for an unknown kind or an invalid record */
export function entryOf(kind: string, json: unknown, at: string): Entry {
  if (!isKind(kind)) {
    throw new StateError(`${at}/${kind}`, "is not a known kind");
  }
  // The record has passed the check of its kind, but the compiler does not relate the two.
  return { kind, record: recordOf(CHECKS[kind], json, at) } as Entry;
}

/**
 * Checks JSON and converts it to a record.
 *
 * @param at the location of the JSON, for the error message
 * @throws StateError
 */
export function recordOf<Value>(check: Check<Value>, json: unknown, at = ""): Value {
  // The check describes a type with maps, and the compiler does not know that `withMaps` creates them.
  return withMaps(check, checkedJson(check, json, at)) as Value;
}

/**
 * Checks JSON and returns it unchanged, with maps as objects.
 *
 * @throws StateError for the first problem
 */
export function checkedJson<Value>(check: Check<Value>, json: unknown, at: string): Value {
  return checkedOr(check, json, ([{ path, problem }]) => new StateError(at + pointerOf(path), problem));
}

function withMaps({ kind, element, members = {} }: Shape, json: unknown): unknown {
  if (Array.isArray(json)) {
    return element === undefined ? json : json.map((each) => withMaps(element, each));
  }
  if (!isObject(json)) {
    return json;
  }
  const entries = Object.entries(json).map(([name, value]): [string, unknown] => {
    const shape = element ?? members[name];
    return [name, shape === undefined ? value : withMaps(shape, value)];
  });
  return kind === "map" ? new Map(entries) : Object.fromEntries(entries);
}

/** A record as JSON: maps are objects. */
export const textOf = (record: unknown): string =>
  JSON.stringify(record, (_name, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value));

/** @throws StateError */
export function parsed(json: string, at = ""): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new StateError(at, "is not JSON");
  }
}
