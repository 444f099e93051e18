import type { JsonValue } from "../JsonValue.js";
import { type Constrained, type Member, nameOf, namespaceOf, type Shape } from "../model.js";
import type { OperationPlan, Plan } from "../plan/plan.js";
import { PRELUDE } from "../read/prelude.js";
import { comment } from "./docComment.js";
import { literal } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

/** The model's data about what is allowed, for those who validate. The client does not import it. */
export function emitConstraints(plan: Plan, options: EmitOptions): SourceFile {
  const operations = plan.operations.map((operation) => [operation.name, operationConstraints(operation)] as const);
  const shapes = [...plan.shapes.values()].map((shape) => [key(shape.id), shapeConstraints(shape)] as const);
  shapes.sort(([one], [other]) => (one < other ? -1 : 1));
  const constraints = literal({
    operations: Object.fromEntries(operations),
    shapes: Object.fromEntries(shapes),
  });
  return new Module("constraints", plan, options).finish(
    types,
    `${comment("What the service accepts: its operations and the shapes that they reach, by name.")}export const constraints: ServiceConstraints = ${constraints};`,
  );
}

const types = `${comment("The model's operations and shapes, as far as validation needs them.")}export interface ServiceConstraints {
  readonly operations: Readonly<Record<string, OperationConstraints>>;
  readonly shapes: Readonly<Record<string, ShapeConstraints>>;
}

export interface OperationConstraints {
  /** A key of \`shapes\`; absent when the operation takes nothing. */
  readonly input?: string;
  readonly output?: string;
  /** Whether the request must be signed. */
  readonly signed: boolean;
  readonly errors: readonly string[];
}

/** Bounds include their ends. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export interface Constraints {
  /** Of a string in characters, of a blob in bytes, of a list or a map in entries. */
  readonly length?: Bounds;
  readonly range?: Bounds;
  /** A regular expression of ECMA 262, for the flag \`u\`. It need not match the whole string. */
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
  /** Whether a list or a map may hold null. */
  readonly sparse?: true;
  /** Of a structure, in the model's order. */
  readonly members?: Readonly<Record<string, MemberConstraints>>;
  readonly sensitive?: true;
  /** Of an error: whose fault it is. */
  readonly error?: "client" | "server";
  readonly httpStatus?: number;
}

export interface MemberConstraints extends Constraints {
  readonly target: string;
  readonly required?: true;
  readonly default?: unknown;
}`;

function operationConstraints({ operation, input, output }: OperationPlan): JsonValue {
  return {
    ...(input && { input: key(input.id) }),
    ...(output && { output: key(output.id) }),
    signed: operation.signed,
    errors: operation.errors.map(key),
  };
}

function shapeConstraints(shape: Shape): JsonValue {
  return { type: shape.type, ...contents(shape), ...common(shape), ...(shape.sensitive && { sensitive: true }) };
}

function contents(shape: Shape): Readonly<Record<string, JsonValue>> {
  switch (shape.type) {
    case "enum":
    case "intEnum":
      return { values: shape.values.map(({ value }) => value) };
    case "list":
      return { member: key(shape.member.target), ...(shape.sparse && { sparse: true }) };
    case "map":
      return {
        key: key(shape.key.target),
        value: key(shape.value.target),
        ...(shape.sparse && { sparse: true }),
      };
    case "structure":
      return {
        ...(shape.error && { error: shape.error.fault }),
        ...(shape.error?.httpStatus !== undefined && { httpStatus: shape.error.httpStatus }),
        members: Object.fromEntries(shape.members.map((member) => [member.name, memberConstraints(member)])),
      };
    default:
      return {};
  }
}

function memberConstraints(member: Member): JsonValue {
  return {
    target: key(member.target),
    ...(member.required && { required: true }),
    ...(member.default !== undefined && { default: member.default }),
    ...common(member),
  };
}

function common({ length, range, pattern, uniqueItems }: Constrained): Readonly<Record<string, JsonValue>> {
  return {
    ...(length && { length: { ...length } }),
    ...(range && { range: { ...range } }),
    ...(pattern !== undefined && { pattern }),
    ...(uniqueItems && { uniqueItems }),
  };
}

/** A service may have a `String` of its own beside Smithy's. */
function key(id: string): string {
  return namespaceOf(id) === PRELUDE ? id : nameOf(id);
}
