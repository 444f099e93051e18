import { isRoleArn } from "../../base/arn.js";
import { roles as choices } from "../../base/choices.js";
import { invalidConfiguration, notAuthorized, type ServiceFault } from "../../base/ServiceFault.js";
import type { MappingRule, PoolRecord, RoleMapping } from "../../state/records.js";
import { SAML_ROLE_CLAIM } from "../logins/saml.js";
import type { VerifiedLogin } from "../logins/verifyLogins.js";
import { audiencesOf, type Claims } from "../tokens/jsonWebToken.js";

/** What decides about the role. */
export interface RoleRequest {
  readonly pool: PoolRecord;
  /** Empty for guests and for developers' users. */
  readonly logins: readonly VerifiedLogin[];
  readonly authenticated: boolean;
  readonly customRoleArn: string | undefined;
}

/**
 * The role that GetCredentialsForIdentity gives.
 *
 * @throws NotAuthorizedException when the mapping denies, InvalidIdentityPoolConfigurationException when there is no role.
 */
export function chooseRole({ pool, logins, authenticated, customRoleArn }: RoleRequest): string {
  const [login] = logins;
  const fallback = pool.roles?.get(authenticated ? "authenticated" : "unauthenticated");
  if (login === undefined) {
    return required(fallback, customRoleArn);
  }
  const mappingName = roleMappingName(login);
  const mapping = pool.roleMappings?.get(mappingName);
  if (mapping === undefined) {
    return required(roleOfAssertion(login, customRoleArn) ?? fallback, customRoleArn);
  }
  const role =
    mapping.Type === "Token" ? roleOfToken(login, customRoleArn) : roleOfRules(mapping, login.claims, customRoleArn);
  if (role !== undefined) {
    return role;
  }
  if (mapping.AmbiguousRoleResolution === "Deny") {
    throw notAuthorized(choices.ambiguous(mappingName));
  }
  return required(fallback, undefined);
}

/** The key of a user pool also names the client that the token was issued for. */
export function roleMappingName({ via, claims }: VerifiedLogin): string {
  if (via.kind !== "userPool") {
    return via.configuredName;
  }
  const client = audiencesOf(claims.aud)?.find((audience) => via.audiences?.includes(audience));
  return `${via.configuredName}:${client}`;
}

function required(role: string | undefined, customRoleArn: string | undefined): string {
  if (role === undefined) {
    throw invalidConfiguration();
  }
  if (customRoleArn !== undefined && customRoleArn !== role) {
    throw customRoleForbidden(customRoleArn);
  }
  return role;
}

/** Several roles and none preferred, or none at all, is ambiguous. */
function roleOfToken(login: VerifiedLogin, customRoleArn: string | undefined): string | undefined {
  const roles = login.via.kind === "saml" ? rolesOfAssertion(login.claims) : stringsOf(login.claims["cognito:roles"]);
  if (customRoleArn !== undefined) {
    if (!roles.includes(customRoleArn)) {
      throw customRoleForbidden(customRoleArn);
    }
    return customRoleArn;
  }
  if (login.via.kind === "saml" && roles.length === 1) {
    return roles[0];
  }
  const preferred = login.claims["cognito:preferred_role"];
  return typeof preferred === "string" ? preferred : undefined;
}

/** The first rule that matches wins; a custom role must be that of a matching rule. */
function roleOfRules(mapping: RoleMapping, claims: Claims, customRoleArn: string | undefined): string | undefined {
  const matching = (mapping.RulesConfiguration?.Rules ?? []).filter((rule) => ruleMatches(rule, claims));
  if (customRoleArn === undefined) {
    return matching[0]?.RoleARN;
  }
  if (!matching.some(({ RoleARN }) => RoleARN === customRoleArn)) {
    throw customRoleForbidden(customRoleArn);
  }
  return customRoleArn;
}

/** A SAML assertion may name the role itself, so that a pool for SAML alone needs none of its own. */
function roleOfAssertion({ via, claims }: VerifiedLogin, customRoleArn: string | undefined): string | undefined {
  const roles = via.kind === "saml" ? rolesOfAssertion(claims) : [];
  if (customRoleArn !== undefined) {
    return roles.find((role) => role === customRoleArn);
  }
  return roles.length === 1 ? roles[0] : undefined;
}

/** Each value is a pair of role and provider, in either order, joined by a comma. */
const rolesOfAssertion = (claims: Claims): string[] =>
  stringsOf(claims[SAML_ROLE_CLAIM]).filter((arn) => isRoleArn(arn));

/** A list in JSON or, as the developer guide has it, in one text with commas. */
const stringsOf = (claim: unknown): string[] =>
  (Array.isArray(claim) ? claim : [claim])
    .filter((value) => typeof value === "string")
    .flatMap((value) => value.split(",").map((part) => part.trim()))
    .filter((value) => value !== "");

const customRoleForbidden = (arn: string): ServiceFault => notAuthorized(choices.customRoleForbidden(arn));

const comparisons: Readonly<Record<MappingRule["MatchType"], (actual: string, expected: string) => boolean>> = {
  Equals: (actual, expected) => actual === expected,
  Contains: (actual, expected) => actual.includes(expected),
  StartsWith: (actual, expected) => actual.startsWith(expected),
  NotEqual: (actual, expected) => actual !== expected,
};

/** A rule about a claim that the token does not have never matches, `NotEqual` included. */
export function ruleMatches({ Claim, MatchType, Value }: MappingRule, claims: Claims): boolean {
  const claim = Object.hasOwn(claims, Claim) ? claims[Claim] : undefined;
  if (claim === undefined || claim === null) {
    return false;
  }
  const compare = comparisons[MatchType];
  const values = (Array.isArray(claim) ? claim : [claim]).map(textOf);
  // Of a list, one element is enough, but `NotEqual` means that none is equal.
  return MatchType === "NotEqual"
    ? values.every((value) => compare(value, Value))
    : values.some((value) => compare(value, Value));
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
