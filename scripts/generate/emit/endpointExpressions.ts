import type { JsonValue } from "../JsonValue.js";
import type { Expression } from "../ruleSet.js";
import { literal, propertyKey } from "./literal.js";
import type { Module } from "./Module.js";

/** An expression of a rule set in TypeScript. */
export function expression(value: Expression, module: Module): string {
  switch (value.kind) {
    case "literal":
      return String(value.value);
    case "template":
      return template(value.text);
    case "reference":
      return value.name;
    case "isSet":
      return `${operand(value.of, module)} != null`;
    case "not":
      return negation(value.of, module);
    case "equals":
      return comparison(value, "===", module);
    case "attribute":
      return `${operand(value.of, module)}.${value.path}`;
    case "partition":
      return `${module.runtimeValue("partition", "endpoint/endpointRules")}(${expression(value.region, module)})`;
  }
}

function negation(value: Expression, module: Module): string {
  switch (value.kind) {
    case "isSet":
      return `${operand(value.of, module)} == null`;
    case "equals":
      return comparison(value, "!==", module);
    default:
      return `!${operand(value, module)}`;
  }
}

/** The literal is on the right side. `=== true` and `!== true` are shortened. */
function comparison(
  { left, right }: Extract<Expression, { kind: "equals" }>,
  operator: "===" | "!==",
  module: Module,
): string {
  const [one, other] = isLiteral(left) ? [right, left] : [left, right];
  if (other.kind === "literal" && other.value) {
    return operator === "===" ? expression(one, module) : negation(one, module);
  }
  return `${operand(one, module)} ${operator} ${operand(other, module)}`;
}

function isLiteral({ kind }: Expression): boolean {
  return kind === "literal" || kind === "template";
}

/** In parentheses if it contains an operator. */
function operand(value: Expression, module: Module): string {
  const isCompound = value.kind === "isSet" || value.kind === "not" || value.kind === "equals";
  return isCompound ? `(${expression(value, module)})` : expression(value, module);
}

/** `{Region}` and `{Partition#dnsSuffix}` become placeholders of a template literal. */
export function template(text: string): string {
  const parts = text.split(/(\{\{|\}\}|\{[^{}]*\})/).filter((part) => part !== "");
  const [only = "", second] = parts;
  if (second === undefined && isPlaceholder(only)) {
    return referenceIn(only);
  }
  if (!parts.some(isPlaceholder)) {
    return literal(parts.map(unescaped).join(""));
  }
  const written = parts.map((part) =>
    isPlaceholder(part) ? `\${${referenceIn(part)}}` : unescaped(part).replace(/[`\\$]/g, "\\$&"),
  );
  return `\`${written.join("")}\``;
}

function isPlaceholder(part: string): boolean {
  return /^\{.+\}$/.test(part);
}

function referenceIn(placeholder: string): string {
  return placeholder.slice(1, -1).replace("#", ".");
}

/** A doubled brace is a brace. */
function unescaped(part: string): string {
  return part === "{{" || part === "}}" ? part.charAt(0) : part;
}

/** A property of an endpoint; the strings in it are templates. */
export function property(value: JsonValue): string {
  if (typeof value === "string") {
    return template(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(property).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([name, each]) => `${propertyKey(name)}: ${property(each)}`)
      .join(", ")}}`;
  }
  return literal(value);
}
