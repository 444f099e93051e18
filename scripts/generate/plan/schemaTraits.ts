import { type Member, membersOf, type Shape } from "../model.js";

/**
 * The shapes that have a trait that must be in the schema, or reach such a shape. AWS's schemas refer to these as `[schema, traits]`, and
 * never shorten them to a number.
 */
export function shapesWithSchemaTraits(shapes: ReadonlyMap<string, Shape>): ReadonlySet<string> {
  return shapesWith(shapes, bearsSchemaTraits);
}

/** The shapes of a kind, and those that reach one. */
export function shapesWith(shapes: ReadonlyMap<string, Shape>, isOne: (shape: Shape) => boolean): ReadonlySet<string> {
  const found = new Set([...shapes.values()].filter(isOne).map(({ id }) => id));
  let before: number;
  do {
    before = found.size;
    for (const shape of shapes.values()) {
      if (membersOf(shape).some(({ target }) => found.has(target))) {
        found.add(shape.id);
      }
    }
  } while (found.size > before);
  return found;
}

function bearsSchemaTraits(shape: Shape): boolean {
  const sparse = (shape.type === "list" || shape.type === "map") && shape.sparse;
  const error = shape.type === "structure" && shape.error !== undefined;
  return shape.sensitive || sparse || error || membersOf(shape).some((member) => member.idempotencyToken);
}

/** AWS's SDKs add a missing idempotency token, so the caller does not have to. */
export function mustBeGiven(member: Member): boolean {
  return member.required && !member.idempotencyToken;
}
