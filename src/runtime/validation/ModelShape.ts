import type { ShapeConstraints, ShapesByName } from "./Constraints.js";

/** A shape of the model, with the shapes that it refers to in place of their names. */
export interface ModelShape extends Omit<ShapeConstraints, "member" | "key" | "value" | "members"> {
  /** Of a list its elements, of a map its values. */
  readonly element?: ModelShape;
  /** Of a map. */
  readonly key?: ModelShape;
  /** Of a structure, in the model's order. */
  readonly members: readonly ModelMember[];
}

export interface ModelMember {
  readonly name: string;
  readonly shape: ModelShape;
  readonly required?: true;
}

/** Returns the shape with a name; each is linked when it is first needed. */
export function linkedShapes(shapes: ShapesByName): (name: string) => ModelShape {
  const known = new Map<string, ModelShape>();
  const shapeNamed = (name: string): ModelShape => {
    const linked = known.get(name);
    if (linked !== undefined) {
      return linked;
    }
    const constraints = shapes[name];
    if (constraints === undefined) {
      throw new Error(`The constraints refer to shape ${name} and do not hold it.`);
    }
    const { member, key, value, members = {}, ...own } = constraints;
    const shape: ModelShape = { ...own, members: [] };
    // Known before it is complete: a shape may refer to itself.
    known.set(name, shape);
    const element = member ?? value;
    return Object.assign(shape, {
      ...(element !== undefined && { element: shapeNamed(element) }),
      ...(key !== undefined && { key: shapeNamed(key) }),
      members: Object.entries(members).map(
        ([memberName, { target, required, default: _, ...constraintsOfMember }]): ModelMember => ({
          name: memberName,
          shape: constrained(shapeNamed(target), constraintsOfMember),
          ...(required && { required }),
        }),
      ),
    });
  };
  return shapeNamed;
}

/** A member's own constraints apply in place of its shape's (Smithy, "Constraint traits"). */
const constrained = (shape: ModelShape, constraints: Partial<ModelShape>): ModelShape =>
  // Inherited, not copied: the shape may not be complete yet.
  Object.keys(constraints).length === 0 ? shape : Object.assign(Object.create(shape), constraints);
