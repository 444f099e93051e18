import type { MappingRule } from "../../state/records.js";
import type { Claims } from "../tokens/jsonWebToken.js";

const comparisons: Readonly<Record<MappingRule["MatchType"], (actual: string, expected: string) => boolean>> = {
  Equals: (actual, expected) => actual === expected,
  Contains: (actual, expected) => actual.includes(expected),
  StartsWith: (actual, expected) => actual.startsWith(expected),
  NotEqual: (actual, expected) => actual !== expected,
};

/** A rule about a claim that the token does not have never matches, `NotEqual` included. */
export function ruleMatches({ Claim, MatchType, Value }: MappingRule, claims: Claims): boolean {
  const claim = Object.hasOwn(claims, Claim) ? claims[Claim] : undefined;
  if (claim === undefined || claim === null) return false;
  const compare = comparisons[MatchType];
  const values = (Array.isArray(claim) ? claim : [claim]).map(textOf);
  // Of a list, one element is enough, but `NotEqual` means that none is equal.
  return MatchType === "NotEqual"
    ? values.every((value) => compare(value, Value))
    : values.some((value) => compare(value, Value));
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
