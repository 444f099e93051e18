import { isRoleArn } from "../../base/arn.js";
import { roles as choices } from "../../base/choices.js";
import { invalidConfiguration, notAuthorized, type ServiceFault } from "../../base/ServiceFault.js";
import type { MappingRule, PoolRecord, RoleMapping } from "../../state/records.js";
import { audiencesOf } from "../logins/audience.js";
import { SAML_ROLE_CLAIM } from "../logins/saml.js";
import type { VerifiedLogin } from "../logins/verifyLogins.js";
import type { Claims } from "../tokens/jsonWebToken.js";

/** The method for determining the role. */
export interface RoleRequest {
  readonly pool: PoolRecord;
  /** Empty for guests and for users of the developer provider. */
  readonly logins: readonly VerifiedLogin[];
  readonly authenticated: boolean;
  readonly customRoleArn: string | undefined;
}

/**
 * Chooses the role for GetCredentialsForIdentity.
 *
 * @throws NotAuthorizedException if the mapping denies access; InvalidIdentityPoolConfigurationException if there is no role, or if
 * STS would not accept the one that a token names.
 */
export function chooseRole(request: RoleRequest): string {
  const role = chosenRole(request);
  if (!isRoleArn(role)) {
    throw invalidConfiguration();
  }
  return role;
}

function chosenRole({ pool, logins, authenticated, customRoleArn }: RoleRequest): string {
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

/** The key of a user pool includes the client that the token was issued for. */
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

/** The result is ambiguous if there is no role, or if there are several and none is preferred. */
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

/** The first rule that matches determines the role. A custom role must be that of a matching rule. */
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

/** A SAML assertion can name the role itself, so a pool with only SAML logins needs no role. */
function roleOfAssertion({ via, claims }: VerifiedLogin, customRoleArn: string | undefined): string | undefined {
  const roles = via.kind === "saml" ? rolesOfAssertion(claims) : [];
  if (customRoleArn !== undefined) {
    return roles.find((role) => role === customRoleArn);
  }
  return roles.length === 1 ? roles[0] : undefined;
}

/** Each value is a pair of role and provider, in either order, separated by a comma. */
const rolesOfAssertion = (claims: Claims): string[] =>
  stringsOf(claims[SAML_ROLE_CLAIM]).filter((arn) => isRoleArn(arn));

/** A list in JSON or, as in the developer guide, separated by commas. */
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

/** A rule for a claim that is not in the token never matches, even with `NotEqual`. */
export function ruleMatches({ Claim, MatchType, Value }: MappingRule, claims: Claims): boolean {
  const claim = Object.hasOwn(claims, Claim) ? claims[Claim] : undefined;
  if (claim === undefined || claim === null) {
    return false;
  }
  const compare = comparisons[MatchType];
  const values = (Array.isArray(claim) ? claim : [claim]).map(textOf);
  // One matching element of a list is enough, but for `NotEqual`, no element may be equal.
  return MatchType === "NotEqual"
    ? values.every((value) => compare(value, Value))
    : values.some((value) => compare(value, Value));
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
