import { membersOf, shapeNamed } from "./model.js";

/**
 * Writes an output as the shape says: compact JSON, members in the model's order, absent ones left out, times as seconds
 * since the epoch. An operation without output (`shapeName` absent) has an empty body.
 */
export const serialize = (shapeName: string | undefined, output: unknown): string =>
  shapeName === undefined ? "" : JSON.stringify(write(shapeName, output ?? {}));

function write(shapeName: string, value: unknown): unknown {
  const shape = shapeNamed(shapeName);
  if (shape.type === "structure") {
    const members = value as Record<string, unknown>;
    return Object.fromEntries(
      membersOf(shape)
        .filter(([name]) => members[name] !== undefined)
        .map(([name, { target }]) => [name, write(target, members[name])]),
    );
  }
  if (shape.type === "list") return (value as unknown[]).map((element) => write(shape.member ?? "", element));
  if (shape.type === "map") {
    return Object.fromEntries(
      [...(value as ReadonlyMap<string, unknown>)].map(([key, entry]) => [key, write(shape.value ?? "", entry)]),
    );
  }
  return shape.type === "timestamp" ? (value as number) / 1000 : value;
}
