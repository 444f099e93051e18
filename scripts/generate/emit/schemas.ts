import {
  type Member,
  membersOf,
  nameOf,
  namespaceOf,
  type Shape,
  type StructureShape,
  type TimestampFormat,
} from "../model.js";
import type { OperationPlan, Plan } from "../plan/plan.js";
import { mustBeGiven } from "../plan/schemaTraits.js";
import { literal } from "./literal.js";
import type { Module } from "./Module.js";

/** The first element of a static schema (`@smithy/types`, StaticSchemaId…). */
const KIND = { simple: 0, list: 1, map: 2, structure: 3, error: -3, operation: 9 } as const;

/** The numbers of simple types, and of lists and maps of them (`@smithy/types`, schema sentinels). */
export const SENTINEL = { string: 0, number: 1, boolean: 2, blob: 21, list: 64, map: 128 } as const;
export const TIMESTAMP = { default: 4, "date-time": 5, "http-date": 6, "epoch-seconds": 7 } as const;

/** Traits without a value are the bits of a number. */
const BIT = { idempotent: 2, idempotencyToken: 4, sensitive: 8 } as const;

const TYPES = "@smithy/types";

/** The declaration of a shape's schema; nothing for a shape that a number represents completely. */
export function schemaOf(shape: Shape, module: Module, exported: "export" | "" = "export"): string {
  const name = `${module.symbol(shape.id)}$`;
  const declare = (type: string, elements: string) =>
    `${exported} const ${name}: ${module.packageType(type, TYPES)} = ${elements};`;
  if (shape.type === "structure") {
    return shape.error === undefined
      ? declare("StaticStructureSchema", structureElements(KIND.structure, shape, module))
      : declare("StaticErrorSchema", structureElements(KIND.error, shape, module));
  }
  if (numberOf(shape.id, module) !== undefined) {
    return "";
  }
  const head = (kind: number) => `${kind}, ${identity(shape.id)}, ${traitsOf(shape)}`;
  switch (shape.type) {
    case "list":
      return declare("StaticListSchema", `[${head(KIND.list)}, ${memberSchema(shape.member, module)}]`);
    case "map": {
      // If one of the two has traits, both are written with traits.
      const pair = [shape.key, shape.value];
      const carry = pair.some((member) => carriesTraits(member, module));
      const [key, value] = pair.map((member) => memberSchema(member, module, carry));
      return declare("StaticMapSchema", `[${head(KIND.map)}, ${key}, ${value}]`);
    }
    default:
      return declare("StaticSimpleSchema", `[${head(KIND.simple)}, ${sentinel(shape)}]`);
  }
}

/** The declaration of an operation's schema. */
export function operationSchema({ operation, name, input, output }: OperationPlan, module: Module): string {
  const side = (shape: StructureShape | undefined) =>
    shape === undefined ? '"unit"' : `() => ${module.shapeSchema(shape.id)}`;
  const traits = operation.idempotent ? BIT.idempotent : 0;
  return `export const ${name}$: ${module.packageType("StaticOperationSchema", TYPES)} = [
  ${KIND.operation}, ${identity(operation.id)}, ${traits}, ${side(input)}, ${side(output)}];`;
}

/** Required members come first, and their number last. */
function structureElements(kind: number, shape: StructureShape, module: Module): string {
  const given = shape.members.filter(mustBeGiven);
  const members = [...given, ...shape.members.filter((member) => !mustBeGiven(member))];
  const elements = [
    `${kind}, ${identity(shape.id)}, ${traitsOf(shape)}`,
    literal(members.map(({ name }) => name)),
    `[${members.map((member) => memberSchema(member, module)).join(", ")}]`,
    ...(given.length > 0 ? [String(given.length)] : []),
  ];
  return `[${elements.join(", ")}]`;
}

function memberSchema(member: Member, module: Module, carry: boolean = carriesTraits(member, module)): string {
  const number = numberOf(member.target, module, member.timestampFormat);
  const schema = number === undefined ? `() => ${module.shapeSchema(member.target)}` : String(number);
  return carry ? `[${schema}, ${member.idempotencyToken ? BIT.idempotencyToken : 0}]` : schema;
}

function carriesTraits(member: Member, module: Module): boolean {
  return member.idempotencyToken || module.plan.withSchemaTraits.has(member.target);
}

/** The number that represents a shape completely: a simple type without traits, or a list or map of it. */
function numberOf(id: string, module: Module, format?: TimestampFormat): number | undefined {
  const shape = module.shape(id);
  if (shape.type === "structure" || module.plan.withSchemaTraits.has(id)) {
    return undefined;
  }
  if (shape.type !== "list" && shape.type !== "map") {
    return sentinel(shape, format);
  }
  const { target, timestampFormat } = shape.type === "list" ? shape.member : shape.value;
  const inner = numberOf(target, module, timestampFormat);
  return inner === undefined || inner >= SENTINEL.list ? undefined : SENTINEL[shape.type] | inner;
}

/** The numbers of all simple types that members have, in ascending order. */
export function simpleTypesOf({ shapes }: Plan): number[] {
  const members = [...shapes.values()].flatMap(membersOf);
  const numbers = members.flatMap(({ target, timestampFormat }) => {
    const shape = shapes.get(target);
    return shape === undefined || isAggregate(shape) ? [] : [sentinel(shape, timestampFormat)];
  });
  return [...new Set(numbers)].sort((one, other) => one - other);
}

function isAggregate({ type }: Shape): boolean {
  return type === "structure" || type === "list" || type === "map";
}

function sentinel(shape: Shape, format = shape.timestampFormat): number {
  switch (shape.type) {
    case "string":
    case "enum":
      return SENTINEL.string;
    case "boolean":
      return SENTINEL.boolean;
    case "blob":
      return SENTINEL.blob;
    case "timestamp":
      return TIMESTAMP[format ?? "default"];
    default:
      return SENTINEL.number;
  }
}

/** A number if bits can represent the traits, otherwise an object. */
function traitsOf(shape: Shape): string {
  const sparse = (shape.type === "list" || shape.type === "map") && shape.sparse;
  const error = shape.type === "structure" ? shape.error : undefined;
  if (!sparse && error === undefined) {
    return String(shape.sensitive ? BIT.sensitive : 0);
  }
  return literal({
    ...(error && { error: error.fault }),
    ...(error?.httpStatus !== undefined && { httpError: error.httpStatus }),
    ...(shape.sensitive && { sensitive: 1 }),
    ...(sparse && { sparse: 1 }),
  });
}

function identity(id: string): string {
  return `"${namespaceOf(id)}", "${nameOf(id)}"`;
}
