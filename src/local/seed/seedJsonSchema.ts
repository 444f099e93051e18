import { type SeedShape, seedShape } from "./seedShapes.js";

type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of seed files: what `npm run seed-schema` writes. */
export function seedJsonSchema(): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  define("Seed", definitions);
  const { Seed, ...others } = Object.fromEntries([...definitions].sort(([one], [other]) => (one < other ? -1 : 1)));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Seed of the local Amazon Cognito identity pools of cognito-identity-client",
    ...Seed,
    $defs: others,
  };
}

/** Definitions may refer to each other, so a name is taken before what it refers to is looked at. */
function define(name: string, definitions: Map<string, JsonSchema>): JsonSchema {
  if (!definitions.has(name)) {
    definitions.set(name, {});
    definitions.set(
      name,
      schemaOf(seedShape(name), (target) => define(target, definitions)),
    );
  }
  return { $ref: `#/$defs/${name}` };
}

function schemaOf(shape: SeedShape, refer: (target: string) => JsonSchema): JsonSchema {
  const { length, range, pattern, values } = shape;
  switch (shape.type) {
    case "structure":
      return structureSchema(shape, refer);
    case "list":
      return {
        type: "array",
        items: refer(shape.member ?? ""),
        ...bounds("minItems", length?.min),
        ...bounds("maxItems", length?.max),
      };
    case "map":
      return {
        type: "object",
        propertyNames: refer(shape.key ?? ""),
        additionalProperties: refer(shape.value ?? ""),
        ...bounds("minProperties", length?.min),
        ...bounds("maxProperties", length?.max),
      };
    case "boolean":
      return { type: "boolean" };
    case "integer":
    case "long":
      return { type: "integer", ...bounds("minimum", range?.min), ...bounds("maximum", range?.max) };
    case "textOrObject":
      return { type: ["string", "object"] };
    default:
      return {
        type: "string",
        ...(values !== undefined && { enum: values }),
        ...bounds("minLength", length?.min),
        ...bounds("maxLength", length?.max),
        ...(pattern !== undefined && { pattern }),
      };
  }
}

function structureSchema({ members = {} }: SeedShape, refer: (target: string) => JsonSchema): JsonSchema {
  const entries = Object.entries(members);
  const required = entries.filter(([, member]) => member.required).map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(
      entries.map(([name, { target, about }]) => [
        name,
        { ...(about !== undefined && { description: about }), ...refer(target) },
      ]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** A lower bound of nothing says nothing. */
const bounds = (name: string, bound: number | undefined): JsonSchema =>
  bound === undefined || bound === 0 ? {} : { [name]: bound };
