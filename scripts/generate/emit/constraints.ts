import type { JsonValue } from "../JsonValue.js";
import { type Constrained, type Member, nameOf, namespaceOf, type Shape } from "../model.js";
import { reach } from "../plan/homes.js";
import type { OperationPlan, Plan } from "../plan/plan.js";
import { PRELUDE } from "../read/prelude.js";
import { comment } from "./docComment.js";
import { literal } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

const CONSTRAINTS = "validation/Constraints";
const VALIDATION = "validation/validateInput";

/**
 * The model's constraints for validation: those of inputs, which clients can import, and all of them. The client imports neither.
 */
export function emitConstraints(plan: Plan, options: EmitOptions): SourceFile[] {
  const ofInputs = new Set(
    reach(
      plan.operations.flatMap(({ input }) => input?.id ?? []),
      plan.shapes,
    ),
  );
  const shapesWhere = (isWanted: (id: string) => boolean): [string, JsonValue][] =>
    [...plan.shapes.values()]
      .filter(({ id }) => isWanted(id))
      .map((shape): [string, JsonValue] => [key(shape.id), shapeConstraints(shape)])
      .sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    inputConstraints(
      plan,
      options,
      shapesWhere((id) => ofInputs.has(id)),
    ),
    serviceConstraints(
      plan,
      options,
      shapesWhere((id) => !ofInputs.has(id)),
    ),
    validation(plan, options),
  ];
}

function inputConstraints(plan: Plan, options: EmitOptions, shapes: [string, JsonValue][]): SourceFile {
  const module = new Module("inputConstraints", plan, options);
  const type = module.runtimeType("InputConstraints", CONSTRAINTS);
  const withInput = plan.operations.flatMap(({ name, input }): [string, string][] =>
    input === undefined ? [] : [[name, key(input.id)]],
  );
  const constraints = literal({ inputs: Object.fromEntries(withInput), shapes: Object.fromEntries(shapes) });
  return module.finish(
    `${comment("The operations that have an input.")}export type OperationName = ${withInput.map(([name]) => `"${name}"`).join(" | ") || "never"};`,
    `${comment("The shapes that inputs use, with their constraints, by name.")}export const inputConstraints: ${type} = ${constraints};`,
  );
}

function serviceConstraints(plan: Plan, options: EmitOptions, shapes: [string, JsonValue][]): SourceFile {
  const module = new Module("constraints", plan, options);
  const type = module.runtimeType("ServiceConstraints", CONSTRAINTS);
  const ofInputs = module.value("inputConstraints", "inputConstraints");
  const operations = plan.operations.map((operation) => [operation.name, operationConstraints(operation)] as const);
  const rest = literal(Object.fromEntries(shapes)).slice(1);
  return module.finish(
    `${comment("The operations and the shapes that they use, by name.")}export const constraints: ${type} = { operations: ${literal(Object.fromEntries(operations))}, shapes: { ...${ofInputs}.shapes, ${rest} };`,
  );
}

function validation(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("validation", plan, options);
  const type = module.runtimeType("InputValidation", VALIDATION);
  const extension = module.runtimeType("InputExtension", VALIDATION);
  const inputExtension = module.runtimeValue("inputExtension", VALIDATION);
  const assertValid = module.runtimeValue("assertValid", VALIDATION);
  const constraints = module.value("inputConstraints", "inputConstraints");
  const operationName = module.type("OperationName", "inputConstraints");
  const codec = module.value("codec", "codec");
  const base = module.value(plan.names.baseError, "models/errors");
  return module.finish(
    `const validation: ${type} = { constraints: ${constraints}, base: ${base} };`,
    `${comment(
      "Checks inputs against the model's constraints before requests are sent. Use it as an extension of a client (`extensions: [validateInput()]`) or as a plugin of a middleware stack (`client.middlewareStack.use(validateInput())`).",
      "If an input violates constraints, the call rejects with a `ValidationException` that lists all violations as the service would, and nothing is sent. Values whose type differs from the model are not checked.",
    )}export function validateInput(): ${extension} {
  return ${inputExtension}(validation, ${codec});
}`,
    `${comment(
      "Checks an input against the model's constraints, for callers without a client.",
      "@throws ValidationException that the service would respond with, if the input violates constraints; Error if there is no such operation.",
    )}export function checkInput(operation: ${operationName}, input: object): void {
  ${assertValid}(validation, operation, JSON.stringify(input));
}`,
  );
}

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

/** A service may have its own `String` in addition to Smithy's. */
function key(id: string): string {
  return namespaceOf(id) === PRELUDE ? id : nameOf(id);
}
