/** The parts of the model's operations and shapes that validation needs. */
export interface ServiceConstraints {
  readonly operations: Readonly<Record<string, OperationConstraints>>;
  readonly shapes: ShapesByName;
}

export type ShapesByName = Readonly<Record<string, ShapeConstraints>>;

/** The data that validating inputs requires. */
export interface InputConstraints {
  /** The shapes of inputs, by the names of operations. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly shapes: ShapesByName;
}

export interface OperationConstraints {
  /** A key of `shapes`. Absent if the operation has no input. */
  readonly input?: string;
  readonly output?: string;
  /** Whether the request must be signed. */
  readonly signed: boolean;
  readonly errors: readonly string[];
}

/** Inclusive bounds. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export interface Constraints {
  /** In characters for a string, bytes for a blob, and entries for a list or a map. */
  readonly length?: Bounds;
  readonly range?: Bounds;
  /** A regular expression of ECMA 262, for the flag `u`. It does not have to match the whole string. */
  readonly pattern?: string;
  readonly uniqueItems?: true;
}

export interface ShapeConstraints extends Constraints {
  readonly type: string;
  /** Of an enum. */
  readonly values?: readonly (string | number)[];
  /** Of a list. */
  readonly member?: string;
  /** Of a map. */
  readonly key?: string;
  readonly value?: string;
  /** Whether a list or a map may contain null. */
  readonly sparse?: true;
  /** Of a structure, in the model's order. */
  readonly members?: Readonly<Record<string, MemberConstraints>>;
  readonly sensitive?: true;
  /** For an error: whether it is the fault of the client or the server. */
  readonly error?: "client" | "server";
  readonly httpStatus?: number;
}

export interface MemberConstraints extends Constraints {
  readonly target: string;
  readonly required?: true;
  readonly default?: unknown;
}

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
