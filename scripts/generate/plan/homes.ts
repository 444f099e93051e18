import { nameOf, type Operation, type Shape, targetsOf } from "../model.js";

/** The generated file that declares a shape, without its extension. */
export type Home = "models/enums" | "models/errors" | "models/shapes" | `commands/${string}Command`;

export function commandHome(operationId: string): Home {
  return `commands/${nameOf(operationId)}Command`;
}

/**
 * The file of each shape: enums and errors have their own files, a shape that only one operation uses is beside its command, and the others
 * are in `models/shapes`.
 */
export function homesOf(
  shapes: ReadonlyMap<string, Shape>,
  operations: readonly Operation[],
): ReadonlyMap<string, Home> {
  const homes = new Map<string, Home>();
  const settle = (id: string, home: Home) => {
    homes.set(id, homes.has(id) && homes.get(id) !== home ? "models/shapes" : home);
  };
  for (const { id, input, output, errors } of operations) {
    reach(
      [input, output].filter((root) => root !== undefined),
      shapes,
    ).forEach((shape) => {
      settle(shape, commandHome(id));
    });
    // Every error is in one file, which belongs to no operation.
    reach(errors, shapes).forEach((shape) => {
      settle(shape, "models/shapes");
    });
  }
  for (const shape of shapes.values()) {
    if (shape.type === "enum" || shape.type === "intEnum") {
      homes.set(shape.id, "models/enums");
    } else if (shape.type === "structure" && shape.error !== undefined) {
      homes.set(shape.id, "models/errors");
    }
  }
  return homes;
}

/** The shapes that can be reached from the roots, each once: the roots first, then depth-first. */
export function reach(roots: readonly string[], shapes: ReadonlyMap<string, Shape>): readonly string[] {
  const reached = new Set<string>();
  const visit = (id: string) => {
    const shape = shapes.get(id);
    if (shape !== undefined && !reached.has(id)) {
      reached.add(id);
      targetsOf(shape).forEach(visit);
    }
  };
  roots.forEach(visit);
  return [...reached];
}
