import type { $SchemaRef, SchemaTraits, StaticStructureSchema } from "@smithy/types";
import { hasTrait, resolveSchema, Sentinel, Trait } from "./schema.js";

const MASK = "***SensitiveInformation***";

/** A copy of a value for the log: known members only, and a mask wherever the schema says that a value is sensitive. */
export function sensitiveLogFilter(reference: $SchemaRef, value: unknown): unknown {
  if (value == null) {
    return value;
  }
  const { schema, traits } = resolveSchema(reference);
  if (isSensitive(traits)) {
    return MASK;
  }
  if (typeof schema !== "object") {
    return value;
  }
  if (typeof value !== "object" || Array.isArray(value) !== (schema[0] === 1)) {
    // Of the wrong type: what is in it can't be told apart.
    return MASK;
  }
  switch (schema[0]) {
    case 1:
      return collection(schema[4], value);
    case 2:
      return isSensitive(resolveSchema(schema[4]).traits) ? MASK : collection(schema[5], value);
    case 3:
    case -3:
      return structure(schema as StaticStructureSchema, value as Record<string, unknown>);
    default:
      return value;
  }
}

function collection(member: $SchemaRef, value: object): unknown {
  if (isSensitive(resolveSchema(member).traits)) {
    return MASK;
  }
  const entries = Object.entries(value).map(([key, item]) => [key, sensitiveLogFilter(member, item)] as const);
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

function structure([, , , , names, references]: StaticStructureSchema, value: Record<string, unknown>): unknown {
  const members = names.map((name, index) => [
    name,
    sensitiveLogFilter(references[index] ?? Sentinel.STRING, value[name]),
  ]);
  return Object.fromEntries(members.filter(([, item]) => item != null));
}

function isSensitive(traits: SchemaTraits): boolean {
  return hasTrait(traits, Trait.SENSITIVE, "sensitive");
}
