import type { JsonValue } from "./JsonValue.js";

/** The endpoint rule set of a service (Smithy, `smithy.rules#endpointRuleSet`). */
export interface RuleSet {
  readonly parameters: readonly Parameter[];
  readonly rules: readonly Rule[];
}

export interface Parameter {
  readonly name: string;
  readonly default?: string | boolean;
}

export type Rule =
  | { readonly type: "tree"; readonly conditions: readonly Condition[]; readonly rules: readonly Rule[] }
  | { readonly type: "error"; readonly conditions: readonly Condition[]; readonly error: Expression }
  | { readonly type: "endpoint"; readonly conditions: readonly Condition[]; readonly endpoint: EndpointTemplate };

export interface Condition {
  readonly test: Expression;
  /** The name of the value in later conditions and rules. */
  readonly assign?: string;
}

export interface EndpointTemplate {
  readonly url: Expression;
  readonly properties: Readonly<Record<string, JsonValue>>;
  readonly headers: Readonly<Record<string, readonly Expression[]>>;
}

export type Expression =
  | { readonly kind: "literal"; readonly value: boolean }
  /** A string in which `{Name}` and `{Name#attribute}` are replaced with values. */
  | { readonly kind: "template"; readonly text: string }
  | { readonly kind: "reference"; readonly name: string }
  | { readonly kind: "isSet"; readonly of: Expression }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "equals"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "attribute"; readonly of: Expression; readonly path: string }
  | { readonly kind: "partition"; readonly region: Expression };
