import {
  constraints,
  type MemberConstraints,
  type OperationConstraints,
  type ShapeConstraints,
} from "../../generated/constraints.js";

// The only thing that the service has in common with the client. Whatever else both need, both have of their own, so that
// an error in the one is found by the other.

export type { OperationConstraints, ShapeConstraints };

const operations = new Map(Object.entries(constraints.operations));
const shapes = new Map(Object.entries(constraints.shapes));

export const operationNames: readonly string[] = [...operations.keys()];

export const operationNamed = (name: string): OperationConstraints | undefined => operations.get(name);

export function shapeNamed(name: string): ShapeConstraints {
  const shape = shapes.get(name);
  if (shape === undefined)
    throw new Error(`src/generated/constraints.ts refers to shape ${name} and does not hold it.`);
  return shape;
}

export const membersOf = (shape: ShapeConstraints): [string, MemberConstraints][] =>
  Object.entries(shape.members ?? {});
