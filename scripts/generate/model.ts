import type { JsonValue } from "./JsonValue.js";
import type { RuleSet } from "./ruleSet.js";

/** A Smithy model in the form for the generator: one service and the shapes that it reaches, with traits as fields. */
export interface Model {
  readonly service: Service;
  /** Every shape that an operation reaches, by its absolute shape ID. */
  readonly shapes: ReadonlyMap<string, Shape>;
}

export interface Service extends Documented {
  readonly id: string;
  readonly version: string;
  readonly sdkId: string;
  readonly title: string;
  readonly signingName: string;
  readonly xmlNamespace?: string;
  /** Ordered by name. */
  readonly operations: readonly Operation[];
  readonly endpointRules: RuleSet;
}

export interface Operation extends Documented {
  readonly id: string;
  /** Absent for `smithy.api#Unit`. */
  readonly input?: string;
  readonly output?: string;
  /** Shape IDs, including those of the service, ordered by name. */
  readonly errors: readonly string[];
  readonly signed: boolean;
  readonly idempotent: boolean;
  readonly paginated?: Pagination;
}

export interface Pagination {
  readonly inputToken: string;
  readonly outputToken: string;
  readonly pageSize?: string;
}

export type Shape = SimpleShape | EnumShape | ListShape | MapShape | StructureShape;

export type SimpleType = (typeof simpleTypes)[number];
export const simpleTypes = [
  "blob",
  "boolean",
  "byte",
  "double",
  "float",
  "integer",
  "long",
  "short",
  "string",
  "timestamp",
] as const;

export interface SimpleShape extends ShapeFacts {
  readonly type: SimpleType;
}

export interface EnumShape extends ShapeFacts {
  readonly type: "enum" | "intEnum";
  readonly values: readonly EnumValue[];
}

export interface EnumValue extends Documented {
  readonly name: string;
  readonly value: string | number;
}

export interface ListShape extends ShapeFacts {
  readonly type: "list";
  readonly sparse: boolean;
  readonly member: Member;
}

export interface MapShape extends ShapeFacts {
  readonly type: "map";
  readonly sparse: boolean;
  readonly key: Member;
  readonly value: Member;
}

export interface StructureShape extends ShapeFacts {
  readonly type: "structure";
  readonly members: readonly Member[];
  readonly error?: ErrorFacts;
}

export interface ErrorFacts {
  readonly fault: "client" | "server";
  readonly httpStatus?: number;
  readonly retryable?: { readonly throttling: boolean };
}

export interface Member extends Documented, Constrained {
  readonly name: string;
  readonly target: string;
  readonly required: boolean;
  readonly idempotencyToken: boolean;
  readonly timestampFormat?: TimestampFormat;
  /** Absent if the model has none, or removes it with `null`. */
  readonly default?: JsonValue;
}

interface ShapeFacts extends Documented, Constrained {
  readonly id: string;
  readonly sensitive: boolean;
  readonly timestampFormat?: TimestampFormat;
}

export interface Documented {
  readonly documentation: Documentation;
}

export interface Documentation {
  /** HTML, as in AWS's models, or Markdown. */
  readonly text: string;
  readonly deprecated?: { readonly message?: string; readonly since?: string };
  readonly since?: string;
  readonly unstable: boolean;
  /** Title and URL. */
  readonly links: readonly (readonly [string, string])[];
}

export interface Constrained {
  readonly length?: Bounds;
  readonly range?: Bounds;
  readonly pattern?: string;
  readonly uniqueItems: boolean;
}

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export type TimestampFormat = "date-time" | "http-date" | "epoch-seconds";

/** `GetIdInput` of `com.amazonaws.cognitoidentity#GetIdInput`. */
export function nameOf(shapeId: string): string {
  return shapeId.slice(shapeId.indexOf("#") + 1);
}

export function namespaceOf(shapeId: string): string {
  return shapeId.slice(0, shapeId.indexOf("#"));
}

/** The shapes that a shape refers to, in the order of the model. */
export function targetsOf(shape: Shape): readonly string[] {
  return membersOf(shape).map((member) => member.target);
}

export function membersOf(shape: Shape): readonly Member[] {
  switch (shape.type) {
    case "structure":
      return shape.members;
    case "list":
      return [shape.member];
    case "map":
      return [shape.key, shape.value];
    default:
      return [];
  }
}
