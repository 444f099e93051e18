import { constraints } from "../../generated/constraints.js";
import type * as functions from "../../generated/functions.js";
import { linkedShapes, type ModelShape, type ShapesByName } from "../../runtime/validation/Constraints.js";
import type { Structure } from "../../runtime/validation/violationsOf.js";

// The service shares only the model's types and constraints, and the check against them, with the client, which contains them only if it
// imports them. Each has its own version of everything else that both need, so that an error in one is found by the other.

/** A value as `decode` reads it and `encode` writes it: maps are `Map`s, and times are milliseconds since the epoch. */
type Decoded<Value> = Value extends Date
  ? number
  : Value extends readonly (infer Element)[]
    ? readonly Decoded<Element>[]
    : Value extends object
      ? string extends keyof Value
        ? ReadonlyMap<string, Decoded<Value[keyof Value]>>
        : { readonly [Name in keyof Value]: Decoded<Exclude<Value[Name], undefined>> }
      : Value;

type Operations = Omit<typeof functions, "outline">;

/** A valid input of an operation. */
export type Input<Name extends keyof Operations> = Decoded<Parameters<Operations[Name]>[1]>;

export type Output<Name extends keyof Operations> = Decoded<Omit<Awaited<ReturnType<Operations[Name]>>, "$metadata">>;

export interface ModelOperation {
  /** Absent when the operation takes nothing. */
  readonly input?: ModelShape;
  readonly output?: ModelShape;
  /** Whether the request must be signed. */
  readonly signed: boolean;
}

/** From STS's API reference, in the form of the model's constraints. A policy is too long to be useful in a message. */
const stsShapes: ShapesByName = {
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

/** Shapes are linked on first use. */
export const shapeNamed: (name: string) => ModelShape = linkedShapes({ ...constraints.shapes, ...stsShapes });

/** Links the shapes of an operation. */
export function operationNamed(name: string): ModelOperation | undefined {
  if (!Object.hasOwn(constraints.operations, name)) {
    return undefined;
  }
  const { input, output, signed } = constraints.operations[name] ?? { signed: true };
  return {
    signed,
    ...(input !== undefined && { input: shapeNamed(input) }),
    ...(output !== undefined && { output: shapeNamed(output) }),
  };
}

/** An input with the type of its shape. The input has been read and validated against the shape, which the compiler does not know. */
export const typedInput = <Input extends object>(input: Structure): Input => input as Input;

export const operationNames: readonly string[] = /* @__PURE__ */ Object.keys(constraints.operations);

/** The actions of STS that the service supports. */
export const stsActionNames = ["AssumeRoleWithWebIdentity", "GetCallerIdentity"] as const;

export type StsActionName = (typeof stsActionNames)[number];
