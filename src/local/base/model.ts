import {
  constraints,
  type MemberConstraints,
  type OperationConstraints,
  type ShapeConstraints,
} from "../../generated/constraints.js";

// The only thing that the service has in common with the client. Whatever else both need, both have of their own, so that
// an error in the one is found by the other.

export type { OperationConstraints, ShapeConstraints };

// Marked as pure, so that the command, which needs no shapes, does not hold them.
const operations = /* @__PURE__ */ new Map(/* @__PURE__ */ Object.entries(constraints.operations));
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

const shapes = /* @__PURE__ */ new Map(/* @__PURE__ */ Object.entries({ ...constraints.shapes, ...stsShapes }));

export const operationNames: readonly string[] = /* @__PURE__ */ Object.keys(constraints.operations);

export const operationNamed = (name: string): OperationConstraints | undefined => operations.get(name);

export function shapeNamed(name: string): ShapeConstraints {
  const shape = shapes.get(name);
  if (shape === undefined) {
    throw new Error(`src/generated/constraints.ts refers to shape ${name} and does not hold it.`);
  }
  return shape;
}

export const membersOf = (shape: ShapeConstraints): [string, MemberConstraints][] =>
  Object.entries(shape.members ?? {});

/** The actions of STS that the service has. */
export const stsActionNames = ["AssumeRoleWithWebIdentity", "GetCallerIdentity"] as const;

export type StsActionName = (typeof stsActionNames)[number];

/** Whether a value is an object of JSON. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
