import type { $SchemaRef, StaticStructureSchema } from "@smithy/types";
import { fromBase64 } from "./base64.js";
import { compiler } from "./compiler.js";
import { type Resolved, Sentinel } from "./schema.js";
import { parseEpochSeconds, parseTimestampString } from "./timestamp.js";

/** Turns a value that came out of `JSON.parse` into the value that the caller gets. */
export type Deserializer = (value: unknown) => unknown;

/** The deserializer of a schema, compiled on first use and kept as long as the schema. */
export const deserializerOf: ($schema: $SchemaRef) => Deserializer = /* @__PURE__ */ compiler(compile);

function compile({ schema }: Resolved): Deserializer {
  if (schema === "unit") {
    return asIs;
  }
  if (typeof schema === "number") {
    if (schema >= Sentinel.MAP) {
      return mapDeserializer(deserializerOf(schema - Sentinel.MAP));
    }
    return schema >= Sentinel.LIST
      ? listDeserializer(deserializerOf(schema - Sentinel.LIST))
      : (simpleDeserializers.get(schema) ?? asIs);
  }
  switch (schema[0]) {
    case 1:
      return listDeserializer(deserializerOf(schema[4]));
    case 2:
      return mapDeserializer(deserializerOf(schema[5]));
    case 3:
    case -3:
      return structureDeserializer(schema as StaticStructureSchema);
    default:
      throw new Error(`${schema[1]}#${schema[2]}: this kind of shape can't be read from JSON.`);
  }
}

/** Known members only; null is the same as missing. */
function structureDeserializer([, , , , names, references]: StaticStructureSchema): Deserializer {
  const members = names.map((name, index) => ({ name, deserialize: deserializerOf(references[index] ?? 0) }));
  return (value) => {
    if (!isObject(value)) {
      return value;
    }
    const structure: Record<string, unknown> = {};
    for (const { name, deserialize } of members) {
      const own = value[name];
      if (own != null) {
        structure[name] = deserialize(own);
      }
    }
    // A value that says of which type it is may be of a later version than our model: nothing of it is dropped.
    return typeof value.__type === "string" ? { ...structure, ...value, ...structure } : structure;
  };
}

/** In place: what came out of `JSON.parse` belongs to nobody else. */
function listDeserializer(deserialize: Deserializer): Deserializer {
  if (deserialize === asIs) {
    return asIs;
  }
  return (value) => {
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        value[index] = value[index] === null ? null : deserialize(value[index]);
      }
    }
    return value;
  };
}

function mapDeserializer(deserialize: Deserializer): Deserializer {
  if (deserialize === asIs) {
    return asIs;
  }
  return (value) => {
    if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        // Not by assignment, which a key named "__proto__" would turn into a change of the prototype.
        const deserialized = item === null ? null : deserialize(item);
        Object.defineProperty(value, key, {
          value: deserialized,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
    }
    return value;
  };
}

const asIs: Deserializer = (value) => value;

/** Numbers that JSON can't write come as text. */
const number: Deserializer = (value) =>
  value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value;

const simpleDeserializers = new Map<number, Deserializer>([
  [Sentinel.NUMERIC, number],
  // Epoch seconds are the default of awsJson1_1 (Smithy, `timestampFormat`).
  [Sentinel.TIMESTAMP, parseEpochSeconds],
  [Sentinel.TIMESTAMP_EPOCH_SECONDS, parseEpochSeconds],
  [Sentinel.TIMESTAMP_DATE_TIME, parseTimestampString],
  [Sentinel.TIMESTAMP_HTTP_DATE, parseTimestampString],
  [Sentinel.BLOB, (value) => (typeof value === "string" ? fromBase64(value) : value)],
]);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
