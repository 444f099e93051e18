import type { Shape } from "../base/check.js";
import { SEED } from "./seedShapes.js";

type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of seed files, which `npm run seed-schema` writes. */
export function seedJsonSchema(): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const seed = schemaOf(SEED, (shape) => refer(shape, definitions));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Seed of the local Amazon Cognito identity pools of cognito-identity-client",
    ...seed,
    $defs: Object.fromEntries([...definitions].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** A named shape becomes a definition. */
function refer(shape: Shape, definitions: Map<string, JsonSchema>): JsonSchema {
  const { name } = shape;
  const schema = (): JsonSchema => schemaOf(shape, (target) => refer(target, definitions));
  if (name === undefined) {
    return schema();
  }
  if (!definitions.has(name)) {
    definitions.set(name, schema());
  }
  return { $ref: `#/$defs/${name}` };
}

function schemaOf(shape: Shape, reference: (target: Shape) => JsonSchema): JsonSchema {
  const { length, range, pattern, values, element, key } = shape;
  switch (shape.kind) {
    case "object":
      return structureSchema(shape, reference);
    case "list":
      return { type: "array", ...(element && { items: reference(element) }), ...bounds("Items", length) };
    case "map":
      return {
        type: "object",
        ...(key && { propertyNames: reference(key) }),
        ...(element && { additionalProperties: reference(element) }),
        ...bounds("Properties", length),
      };
    case "flag":
      return { type: "boolean" };
    case "whole":
      return { type: "integer", ...bounds("imum", range) };
    case "other":
      return { ...shape.schema };
    case "text":
      return {
        type: "string",
        ...(values !== undefined && { enum: values }),
        ...bounds("Length", length),
        ...(pattern !== undefined && { pattern }),
      };
  }
}

function structureSchema({ members = {} }: Shape, reference: (target: Shape) => JsonSchema): JsonSchema {
  const entries = Object.entries(members);
  const required = entries.filter(([, member]) => !member.isOptional).map(([name]) => name);
  const properties = entries.map(([name, member]): [string, JsonSchema] => [
    name,
    { ...(member.about !== undefined && { description: member.about }), ...reference(member) },
  ]);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** The keywords `min…` and `max…`. A lower bound of zero is not a constraint. */
const bounds = (what: string, { min = 0, max }: { min?: number; max?: number } = {}): JsonSchema => ({
  ...(min !== 0 && { [`min${what}`]: min }),
  ...(max !== undefined && { [`max${what}`]: max }),
});
