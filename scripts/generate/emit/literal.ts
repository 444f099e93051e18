import type { JsonValue } from "../JsonValue.js";

/** JSON as TypeScript, with unquoted keys where possible. */
export function literal(value: JsonValue): string {
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, each]) => `${propertyKey(key)}: ${literal(each)}`);
    return `{${entries.join(", ")}}`;
  }
  return JSON.stringify(value);
}

export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
