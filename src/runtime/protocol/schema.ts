import type { $SchemaRef, SchemaTraits, StaticSchema } from "@smithy/types";

/** A schema with its references resolved: one of Smithy's arrays, or the number that stands for a simple type. */
export type ResolvedSchema = StaticSchema | number | "unit";

export interface Resolved {
  schema: ResolvedSchema;
  traits: SchemaTraits;
}

/** Numbers that stand for simple types and for collections of them (`@smithy/types`, schema sentinels). */
export const Sentinel = {
  STRING: 0,
  NUMERIC: 1,
  BOOLEAN: 2,
  TIMESTAMP: 4,
  TIMESTAMP_DATE_TIME: 5,
  TIMESTAMP_HTTP_DATE: 6,
  TIMESTAMP_EPOCH_SECONDS: 7,
  BLOB: 21,
  LIST: 64,
  MAP: 128,
} as const;

/** Traits that schemas carry as bits. */
export const Trait = { IDEMPOTENCY_TOKEN: 4, SENSITIVE: 8 } as const;

/** Follows thunks and `[schema, memberTraits]` pairs to the schema itself. */
export function resolveSchema(reference: $SchemaRef, traits: SchemaTraits = 0): Resolved {
  if (typeof reference === "function") {
    return resolveSchema(reference() as $SchemaRef, traits);
  }
  if (isMember(reference)) {
    return resolveSchema(reference[0], reference[1]);
  }
  if (isStatic(reference) && reference[0] === 0) {
    // A simple shape with a name and traits of its own: what it targets is a number.
    return { schema: resolveSchema(reference[4]).schema, traits: merged(traits, reference[3]) };
  }
  return { schema: reference as ResolvedSchema, traits: isStatic(reference) ? merged(traits, reference[3]) : traits };
}

export function hasTrait(traits: SchemaTraits, bit: number, name: string): boolean {
  return typeof traits === "number" ? (traits & bit) !== 0 : Boolean((traits as Record<string, unknown>)[name]);
}

function merged(own: SchemaTraits, shape: SchemaTraits): SchemaTraits {
  if (typeof own === "number" && typeof shape === "number") {
    return own | shape;
  }
  return { ...asObject(shape), ...asObject(own) };
}

function asObject(traits: SchemaTraits): Record<string, unknown> {
  return typeof traits === "number"
    ? {
        ...(traits & Trait.SENSITIVE && { sensitive: 1 }),
        ...(traits & Trait.IDEMPOTENCY_TOKEN && { idempotencyToken: 1 }),
      }
    : (traits as Record<string, unknown>);
}

function isMember(reference: $SchemaRef): reference is [$SchemaRef, SchemaTraits] {
  return Array.isArray(reference) && reference.length === 2;
}

function isStatic(reference: $SchemaRef): reference is StaticSchema {
  return Array.isArray(reference) && reference.length > 2;
}
