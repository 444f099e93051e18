import type { ShapeConstraints, ShapesByName } from "./Constraints.js";

/** A shape of the model, in which names of shapes are replaced by the shapes. */
export interface ModelShape extends Omit<ShapeConstraints, "member" | "key" | "value" | "members"> {
  /** The elements of a list, or the values of a map. */
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

/** Returns the shape with a name. Each shape is linked on first use. */
export function linkedShapes(shapes: ShapesByName): (name: string) => ModelShape {
  const known = new Map<string, ModelShape>();
  const shapeNamed = (name: string): ModelShape => {
    const linked = known.get(name);
    if (linked !== undefined) {
      return linked;
    }
    const constraints = shapes[name];
    if (constraints === undefined) {
      throw new Error(`The constraints refer to shape ${name}, which is missing.`);
    }
    const { member, key, value, members = {}, ...own } = constraints;
    const shape: ModelShape = { ...own, members: [] };
    // Added before it is complete, because a shape may refer to itself.
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

/** A member's own constraints replace those of its shape (Smithy, "Constraint traits"). */
const constrained = (shape: ModelShape, constraints: Partial<ModelShape>): ModelShape =>
  // Inherited, not copied, because the shape may not be complete yet.
  Object.keys(constraints).length === 0 ? shape : Object.assign(Object.create(shape), constraints);
