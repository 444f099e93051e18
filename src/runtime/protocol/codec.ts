import type { $SchemaRef } from "@smithy/types";
import type { Codec, Deserializer, Serializer, SimpleType, SimpleTypes } from "../base/ServiceDefinition.js";
import { type CompiledMember, compiler, hasTrait, isObject, resolveSchema, Trait } from "../base/schema.js";

type Member = CompiledMember<string | undefined>;

/** A function for the value of a member that callers may leave out. */
type MissingMember = (member: Member) => (() => unknown) | undefined;

/**
 * The codec of a service whose shapes have only these simple types. A bundle does not contain the code for others.
 *
 * @param missingMember - {@link idempotencyTokens}, if the service has some.
 */
export function jsonCodec(simpleTypes: SimpleTypes, missingMember?: MissingMember): Codec {
  return { serializerOf: serializers(simpleTypes, missingMember), deserializerOf: deserializers(simpleTypes) };
}

/** AWS's SDKs add a missing idempotency token. */
export const idempotencyTokens: MissingMember = ({ reference }) =>
  hasTrait(resolveSchema(reference), Trait.IDEMPOTENCY_TOKEN, "idempotencyToken") ? randomUUID : undefined;

/** Serializers of schemas. */
export function serializers(
  simpleTypes: SimpleTypes,
  missingMember?: MissingMember,
): (reference: $SchemaRef) => Serializer {
  return compiler<string | undefined>({
    simple: (type) => (type === "unit" ? structureSerializer([]) : (simpleTypes[type]?.serialize ?? json)),
    list: listSerializer,
    map: mapSerializer,
    structure: (members) => structureSerializer(members, missingMember),
  });
}

/** Members in the order of the schema. Null, undefined, and unknown members are left out. */
function structureSerializer(compiledMembers: Member[], missingMember?: MissingMember): Serializer {
  const members = compiledMembers.map((member) => ({
    name: member.name,
    key: `${JSON.stringify(member.name)}:`,
    missing: missingMember?.(member),
    serialize: member.compiled,
  }));
  return (value) => {
    if (!isObject(value)) {
      return json(value);
    }
    let text = "";
    for (const { name, key, missing, serialize } of members) {
      const own = value[name] ?? missing?.();
      const written = own == null ? undefined : serialize(own);
      if (written !== undefined) {
        text += (text && ",") + key + written;
      }
    }
    if (typeof value.__type === "string") {
      // An input with a `__type` may be from a later version of the model, so all of it is sent.
      for (const [name, own] of Object.entries(value)) {
        if (own == null || members.every((member) => member.name !== name)) {
          text += `${text && ","}${JSON.stringify(name)}:${document(own ?? null)}`;
        }
      }
    }
    return `{${text}}`;
  };
}

function listSerializer(serialize: Serializer, isSparse: boolean): Serializer {
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

function mapSerializer(serialize: Serializer, isSparse: boolean): Serializer {
  const isSimple = serialize === json;
  const missing = isSparse ? "null" : undefined;
  return (value) => {
    if (!isObject(value) || (isSimple && (Array.isArray(value) || value instanceof Date))) {
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

/** A value without a schema: JSON, with timestamps as numbers. */
function document(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    return `[${value.flatMap((item) => (item === undefined ? [] : [document(item)])).join()}]`;
  }
  if (isObject(value) && !(value instanceof Date)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${document(item)}`).join()}}`;
  }
  return jsonSeconds(value);
}

/** A value of the wrong type is sent unchanged, because the service's error message is better than ours would be. */
export function json(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
      // JSON has no Infinity or NaN; Smithy writes them as strings.
      return Number.isFinite(value) ? String(value) : `"${value}"`;
    case "bigint":
      return value.toString();
    default:
      return JSON.stringify(value);
  }
}

/** Seconds since 1970, the default form of timestamps in awsJson1_1 (Smithy, `timestampFormat`). */
function jsonSeconds(value: unknown): string | undefined {
  return value instanceof Date ? String(value.getTime() / 1000) : json(value);
}

/** Deserializers of schemas. */
export function deserializers(simpleTypes: SimpleTypes): (reference: $SchemaRef) => Deserializer {
  return compiler<unknown>({
    simple: (type) => simpleTypes[type]?.deserialize ?? asIs,
    list: listDeserializer,
    map: mapDeserializer,
    structure: structureDeserializer,
  });
}

/** Known members only. Null counts as missing. */
function structureDeserializer(members: CompiledMember<unknown>[]): Deserializer {
  return (value) => {
    if (!isObject(value)) {
      return value;
    }
    const read: Record<string, unknown> = {};
    for (const { name, compiled } of members) {
      const own = value[name];
      if (own != null) {
        try {
          read[name] = compiled(own);
        } catch (error) {
          throw inMember(error as Error, name);
        }
      }
    }
    // A value that names its type may be from a later version of the model, so all of it is kept.
    return typeof value.__type === "string" ? { ...read, ...value, ...read } : read;
  };
}

/** Adds the location of an unreadable value to an error, such as "in Credentials.Expiration". */
function inMember(error: Error, name: string): Error {
  error.message = error.message.replace(/(?: in ([\w.]+))?$/, (_, path) => ` in ${path ? `${name}.${path}` : name}`);
  return error;
}

/** Changes the value in place, because nothing else refers to the result of `JSON.parse`. */
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
        Object.defineProperty(value, key, { value: item === null ? null : deserialize(item) });
      }
    }
    return value;
  };
}

const asIs: Deserializer = (value) => value;

/** Numbers that JSON can't represent are strings. */
export const numeric: SimpleType = {
  serialize: json,
  deserialize: (value) => (value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value),
};

export const epochSeconds: SimpleType = { serialize: jsonSeconds, deserialize: parseEpochSeconds };

export const dateTime: SimpleType = {
  serialize: (value) => json(value instanceof Date ? value.toISOString().replace(".000Z", "Z") : value),
  deserialize: parseTimestampString,
};

export const httpDate: SimpleType = {
  serialize: (value) => json(value instanceof Date ? value.toUTCString() : value),
  deserialize: parseTimestampString,
};

export const blob: SimpleType = {
  serialize: (value) => json(value instanceof Uint8Array || typeof value === "string" ? toBase64(value) : value),
  deserialize: (value) => (typeof value === "string" ? fromBase64(value) : value),
};

const NUMBER = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN)$/;

/**
 * A timestamp of awsJson1_1: seconds since 1970, with a fraction down to the millisecond, as a number or as text.
 *
 * @throws TypeError if it is neither.
 */
export function parseEpochSeconds(value: unknown): Date {
  if (typeof value === "string" && !NUMBER.test(value)) {
    throw new TypeError("Expected real number, got implicit NaN");
  }
  if (typeof value !== "number" && typeof value !== "string") {
    throw new TypeError("Epoch timestamps must be expressed as floating point numbers or their string representation");
  }
  if (!Number.isFinite(Number(value))) {
    throw new TypeError("Epoch timestamps must be valid, non-Infinite, non-NaN numerics");
  }
  // Seconds, not milliseconds: a Date made of the bare number would lie in January 1970.
  return new Date(Math.round(Number(value) * 1000));
}

/**
 * A timestamp in RFC 3339 (`date-time`) or RFC 9110 (`http-date`) form.
 *
 * @throws TypeError if it can't be read.
 */
export function parseTimestampString(value: unknown): Date {
  const date = new Date(typeof value === "string" ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) {
    throw new TypeError(`Invalid timestamp ${JSON.stringify(value)}`);
  }
  return date;
}

/**
 * A version 4 UUID. Guessing one is useless, so it does not need a cryptographic source, which React Native lacks.
 *
 * Node.js has a faster one, which is longer.
 */
export function randomUUID(): string {
  return "00000000-0000-4000-a000-000000000000".replace(/0/g, () => Math.floor(Math.random() * 16).toString(16));
}

/** Encodes bytes, or the UTF-8 bytes of a string, in base64. */
export function toBase64(value: Uint8Array | string): string {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

export function fromBase64(value: string): Uint8Array {
  return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
}
