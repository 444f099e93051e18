import { constraints } from "../../generated/constraints.js";
import type { ShapesByName } from "../../runtime/validation/Constraints.js";
import { linkedShapes, type ModelShape } from "../../runtime/validation/ModelShape.js";
import type { Structure } from "../../runtime/validation/violationsOf.js";

// All that the service has in common with the client is the model's constraints and the check against them, which the client
// does not have unless it imports it. Whatever else both need, both have of their own, so that an error in the one is found by
// the other.

export interface ModelOperation {
  /** Absent when the operation takes nothing. */
  readonly input?: ModelShape;
  readonly output?: ModelShape;
  /** Whether the request must be signed. */
  readonly signed: boolean;
}

/** As STS's API reference gives them, in the form of the model's. A policy is too long to be of use in a message. */
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

/** Shapes are linked when they are first needed. */
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

/** An input under the type that repeats its shape, against which it has been read and validated; the compiler does not know the shape. */
export const typedInput = <Input extends object>(input: Structure): Input => input as Input;

export const operationNames: readonly string[] = /* @__PURE__ */ Object.keys(constraints.operations);

/** The actions of STS that the service has. */
export const stsActionNames = ["AssumeRoleWithWebIdentity", "GetCallerIdentity"] as const;

export type StsActionName = (typeof stsActionNames)[number];
