import { protocol } from "../../base/choices.js";
import { membersOf, shapeNamed } from "../../base/model.js";

/** A value as the service prints it in messages: the way of Java's `toString`, with sensitive values left out. */
export function describeValue(shapeName: string, value: unknown): string {
  const shape = shapeNamed(shapeName);
  if (shape.sensitive) return "";
  if (value === null || value === undefined) return "null";
  if (shape.type === "list") {
    return `[${joined(value as unknown[], (element) => describeValue(shape.member ?? "", element))}]`;
  }
  if (shape.type === "map") {
    const entries = value as ReadonlyMap<string, unknown>;
    return `{${joined(entries, ([key, entry]) => `${key}=${describeValue(shape.value ?? "", entry)}`)}}`;
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

/** As many as fit in a message. */
function joined<Element>(elements: Iterable<Element>, describe: (element: Element) => string): string {
  const parts: string[] = [];
  let length = 0;
  for (const element of elements) {
    if (length > protocol.longestDescription) return [...parts, "..."].join(", ");
    const part = describe(element);
    parts.push(part);
    length += part.length + 2;
  }
  return parts.join(", ");
}
