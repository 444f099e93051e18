import { constraints, type ShapeConstraints } from "../../generated/constraints.js";

// The only thing that the service has in common with the client. Whatever else both need, both have of their own, so that
// an error in the one is found by the other.

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

export interface ModelOperation {
  /** Absent when the operation takes nothing. */
  readonly input?: ModelShape;
  readonly output?: ModelShape;
  /** Whether the request must be signed. */
  readonly signed: boolean;
}

/** As STS's API reference gives them, in the form of the model's. A policy is too long to be of use in a message. */
const stsShapes: Readonly<Record<string, ShapeConstraints>> = {
  AssumeRoleWithWebIdentityRequest: {
    type: "structure",
    members: {
      RoleArn: { target: "sts#RoleArn", required: true },
      RoleSessionName: { target: "sts#RoleSessionName", required: true },
      WebIdentityToken: { target: "sts#WebIdentityToken", required: true },
      Policy: { target: "sts#Policy" },
      DurationSeconds: { target: "sts#DurationSeconds" },
    },
  },
  "sts#RoleArn": { type: "string", length: { min: 20, max: 2048 } },
  "sts#RoleSessionName": { type: "string", length: { min: 2, max: 64 }, pattern: "^[\\w+=,.@-]*$" },
  "sts#WebIdentityToken": { type: "string", length: { min: 4, max: 20_000 }, sensitive: true },
  "sts#Policy": { type: "string", length: { min: 1, max: 2048 }, sensitive: true },
  "sts#DurationSeconds": { type: "integer", range: { min: 900, max: 43_200 } },
};

const known = new Map<string, ModelShape>();

/** Shapes are linked when they are first needed. */
export function shapeNamed(name: string): ModelShape {
  const linked = known.get(name);
  if (linked !== undefined) {
    return linked;
  }
  const constraintsOfShape = stsShapes[name] ?? constraints.shapes[name];
  if (constraintsOfShape === undefined) {
    throw new Error(`src/generated/constraints.ts refers to shape ${name} and does not hold it.`);
  }
  const { member, key, value, members = {}, ...shape } = constraintsOfShape;
  const element = member ?? value;
  const made: ModelShape = {
    ...shape,
    ...(element !== undefined && { element: shapeNamed(element) }),
    ...(key !== undefined && { key: shapeNamed(key) }),
    members: Object.entries(members).map(([memberName, { target, required }]) => ({
      name: memberName,
      shape: shapeNamed(target),
      ...(required && { required }),
    })),
  };
  known.set(name, made);
  return made;
}

const operations = new Map<string, ModelOperation>();

export function operationNamed(name: string): ModelOperation | undefined {
  const linked = operations.get(name);
  if (linked !== undefined || !Object.hasOwn(constraints.operations, name)) {
    return linked;
  }
  const { input, output, signed } = constraints.operations[name] ?? { signed: true };
  const made: ModelOperation = {
    signed,
    ...(input !== undefined && { input: shapeNamed(input) }),
    ...(output !== undefined && { output: shapeNamed(output) }),
  };
  operations.set(name, made);
  return made;
}

export const operationNames: readonly string[] = /* @__PURE__ */ Object.keys(constraints.operations);

/** The actions of STS that the service has. */
export const stsActionNames = ["AssumeRoleWithWebIdentity", "GetCallerIdentity"] as const;

export type StsActionName = (typeof stsActionNames)[number];

/** Whether a value is an object of JSON. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
