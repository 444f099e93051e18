import { membersOf, shapeNamed } from "./model.js";

/** A value as the service prints it in messages: the way of Java's `toString`, with sensitive values left out. */
export function describeValue(shapeName: string, value: unknown): string {
  const shape = shapeNamed(shapeName);
  if (shape.sensitive) return "";
  if (value === null || value === undefined) return "null";
  if (shape.type === "list") {
    return `[${(value as unknown[]).map((element) => describeValue(shape.member ?? "", element)).join(", ")}]`;
  }
  if (shape.type === "map") {
    const entries = [...(value as ReadonlyMap<string, unknown>)];
    return `{${entries.map(([key, entry]) => `${key}=${describeValue(shape.value ?? "", entry)}`).join(", ")}}`;
  }
  if (shape.type === "structure") {
    const members = membersOf(shape).map(
      ([name, { target }]) =>
        `${name.charAt(0).toLowerCase()}${name.slice(1)}=${describeValue(target, (value as Record<string, unknown>)[name])}`,
    );
    return `{${members.join(", ")}}`;
  }
  return String(value);
}
