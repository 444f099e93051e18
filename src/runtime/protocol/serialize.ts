import type { $SchemaRef, StaticStructureSchema } from "@smithy/types";
import { randomUUID } from "../randomUUID.js";
import { toBase64 } from "./base64.js";
import { compiler } from "./compiler.js";
import { hasTrait, type Resolved, resolveSchema, Sentinel, Trait } from "./schema.js";

/** Writes a value as JSON; undefined for what is left out. */
export type Serializer = (value: unknown) => string | undefined;

/** The serializer of a schema, compiled on first use and kept as long as the schema. */
export const serializerOf: ($schema: $SchemaRef) => Serializer = /* @__PURE__ */ compiler(compile);

function compile({ schema, traits }: Resolved): Serializer {
  if (schema === "unit") {
    return structureSerializer([3, "", "", 0, [], []]);
  }
  if (typeof schema === "number") {
    if (schema >= Sentinel.MAP) {
      return mapSerializer(schema - Sentinel.MAP, false);
    }
    return schema >= Sentinel.LIST
      ? listSerializer(schema - Sentinel.LIST, false)
      : (simpleSerializers.get(schema) ?? json);
  }
  const isSparse = hasTrait(traits, 0, "sparse");
  switch (schema[0]) {
    case 1:
      return listSerializer(schema[4], isSparse);
    case 2:
      return mapSerializer(schema[5], isSparse);
    case 3:
    case -3:
      return structureSerializer(schema as StaticStructureSchema);
    default:
      throw new Error(`${schema[1]}#${schema[2]}: this kind of shape can't be written as JSON.`);
  }
}

/** Members in the schema's order; what is null, undefined or unknown is left out. */
function structureSerializer([, , , , names, references]: StaticStructureSchema): Serializer {
  const members = names.map((name, index) => {
    const reference = references[index] ?? Sentinel.STRING;
    const isToken = hasTrait(resolveSchema(reference).traits, Trait.IDEMPOTENCY_TOKEN, "idempotencyToken");
    return { name, key: `${JSON.stringify(name)}:`, isToken, serialize: serializerOf(reference) };
  });
  return (value) => {
    if (typeof value !== "object" || value === null) {
      return json(value);
    }
    const structure = value as Record<string, unknown>;
    let text = "";
    for (const { name, key, isToken, serialize } of members) {
      const own = structure[name] ?? (isToken ? randomUUID() : undefined);
      const written = own == null ? undefined : serialize(own);
      if (written !== undefined) {
        text += (text && ",") + key + written;
      }
    }
    return `{${text}${typeof structure.__type === "string" ? others(structure, names, text) : ""}}`;
  };
}

/** An input that says of which type it is may be of a later version than our model: all of it goes out. */
function others(structure: Record<string, unknown>, names: readonly string[], text: string): string {
  const left = Object.entries(structure).filter(([name, value]) => value == null || !names.includes(name));
  const written = left.map(([name, value]) => `${JSON.stringify(name)}:${document(value ?? null)}`);
  return (text && written.length > 0 ? "," : "") + written.join();
}

function listSerializer(member: $SchemaRef, isSparse: boolean): Serializer {
  const serialize = serializerOf(member);
  const missing = isSparse ? "null" : undefined;
  return (value) => {
    if (!Array.isArray(value)) {
      return json(value);
    }
    let text = "";
    for (const item of value) {
      const written = item == null ? missing : serialize(item);
      if (written !== undefined) {
        text += (text && ",") + written;
      }
    }
    return `[${text}]`;
  };
}

function mapSerializer(member: $SchemaRef, isSparse: boolean): Serializer {
  const serialize = serializerOf(member);
  const isSimple = serialize === json;
  const missing = isSparse ? "null" : undefined;
  return (value) => {
    if (typeof value !== "object" || value === null || (isSimple && !isPlain(value))) {
      return json(value);
    }
    let text = "";
    for (const [key, item] of Object.entries(value)) {
      const written = item == null ? missing : serialize(item);
      if (written !== undefined) {
        text += `${text && ","}${JSON.stringify(key)}:${written}`;
      }
    }
    return `{${text}}`;
  };
}

/** What the service says of a value of the wrong type is better than what we could say: it goes out as it is. */
function json(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
      // JSON has no infinity and no NaN; Smithy writes them as text.
      return Number.isFinite(value) ? String(value) : `"${value}"`;
    case "bigint":
      return value.toString();
    default:
      return JSON.stringify(value);
  }
}

/** A value without a schema: JSON, with timestamps as numbers. */
function document(value: unknown): string | undefined {
  if (value instanceof Date) {
    return epochSeconds(value);
  }
  if (Array.isArray(value)) {
    return `[${value.flatMap((item) => (item === undefined ? [] : [document(item)])).join()}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${document(item)}`).join()}}`;
  }
  return json(value);
}

function isPlain(value: object): boolean {
  return !Array.isArray(value) && !(value instanceof Date);
}

const epochSeconds: Serializer = (value) => (value instanceof Date ? String(value.getTime() / 1000) : json(value));

const simpleSerializers = new Map<number, Serializer>([
  // Epoch seconds, not milliseconds, are the default of awsJson1_1 (Smithy, `timestampFormat`).
  [Sentinel.TIMESTAMP, epochSeconds],
  [Sentinel.TIMESTAMP_EPOCH_SECONDS, epochSeconds],
  [
    Sentinel.TIMESTAMP_DATE_TIME,
    (value) => json(value instanceof Date ? value.toISOString().replace(".000Z", "Z") : value),
  ],
  [Sentinel.TIMESTAMP_HTTP_DATE, (value) => json(value instanceof Date ? value.toUTCString() : value)],
  [Sentinel.BLOB, (value) => json(value instanceof Uint8Array || typeof value === "string" ? toBase64(value) : value)],
]);
