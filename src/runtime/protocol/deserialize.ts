import type { $SchemaRef } from "@smithy/types";
import type { Deserializer, SimpleTypes } from "./Codec.js";
import { type CompiledMember, compiler } from "./compiler.js";

/** Deserializers of schemas. */
export function deserializers(simpleTypes: SimpleTypes): (reference: $SchemaRef) => Deserializer {
  return compiler<Deserializer>({
    simple: (type) => simpleTypes[type as number]?.deserialize ?? asIs,
    list,
    map,
    structure,
  });
}

/** Known members only; null is the same as missing. */
function structure(members: CompiledMember<Deserializer>[]): Deserializer {
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
    // A value that says of which type it is may be of a later version than our model: nothing of it is dropped.
    return typeof value.__type === "string" ? { ...read, ...value, ...read } : read;
  };
}

/** Says in an error where the value is that cannot be read, such as "in Credentials.Expiration". */
function inMember(error: Error, name: string): Error {
  error.message = error.message.replace(/(?: in ([\w.]+))?$/, (_, path) => ` in ${path ? `${name}.${path}` : name}`);
  return error;
}

/** In place: what came out of `JSON.parse` belongs to nobody else. */
function list(deserialize: Deserializer): Deserializer {
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

function map(deserialize: Deserializer): Deserializer {
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
