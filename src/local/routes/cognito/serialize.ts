import { membersOf, type ShapeConstraints, shapeNamed } from "../../base/model.js";
import { javaDouble } from "./javaDouble.js";

/**
 * Writes an output as the service does: compact JSON, the members of each structure in alphabetical order, absent ones left
 * out, times as seconds since the epoch in Java's notation. An operation without output (`shapeName` absent) has an empty body.
 */
export const serialize = (shapeName: string | undefined, output: unknown): string =>
  shapeName === undefined ? "" : write(shapeName, output ?? {});

function write(shapeName: string, value: unknown): string {
  const shape = shapeNamed(shapeName);
  switch (shape.type) {
    case "structure":
      return writeStructure(shape, value as Readonly<Record<string, unknown>>);
    case "list":
      return `[${(value as readonly unknown[]).map((element) => write(shape.member ?? "", element)).join()}]`;
    case "map":
      return writeObject([...(value as ReadonlyMap<string, unknown>)], () => shape.value ?? "");
    case "timestamp":
      return javaDouble((value as number) / 1000);
    default:
      return JSON.stringify(value);
  }
}

function writeStructure(shape: ShapeConstraints, structure: Readonly<Record<string, unknown>>): string {
  const targets = new Map(membersOf(shape).map(([name, { target }]) => [name, target]));
  const present = [...targets.keys()].filter((name) => structure[name] !== undefined).sort();
  return writeObject(
    present.map((name) => [name, structure[name]]),
    (name) => targets.get(name) ?? "",
  );
}

function writeObject(
  entries: readonly (readonly [name: string, value: unknown])[],
  shapeOf: (name: string) => string,
): string {
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${write(shapeOf(name), value)}`).join()}}`;
}
