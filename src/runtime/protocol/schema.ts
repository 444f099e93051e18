import type { $SchemaRef, SchemaTraits, StaticSchema } from "@smithy/types";

/** A schema with its references resolved: one of Smithy's arrays, or the number that stands for a simple type. */
export type ResolvedSchema = StaticSchema | number | "unit";

export interface Resolved {
  schema: ResolvedSchema;
  /** Of the member and of the shape. */
  traits: readonly SchemaTraits[];
}

/** Traits that schemas carry as bits. */
export const Trait = { IDEMPOTENCY_TOKEN: 4, SENSITIVE: 8 } as const;

/** Follows thunks, `[schema, memberTraits]` pairs and named simple shapes to the schema itself. */
export function resolveSchema(reference: $SchemaRef, traits: readonly SchemaTraits[] = []): Resolved {
  if (typeof reference === "function") {
    return resolveSchema(reference() as $SchemaRef, traits);
  }
  if (!Array.isArray(reference)) {
    return { schema: reference as ResolvedSchema, traits };
  }
  const isMember = reference.length === 2;
  const all = [...traits, reference[isMember ? 1 : 3] as SchemaTraits];
  if (isMember) {
    return resolveSchema(reference[0], all);
  }
  return reference[0] === 0 ? resolveSchema(reference[4], all) : { schema: reference as StaticSchema, traits: all };
}

export function hasTrait({ traits }: Resolved, bit: number, name: string): boolean {
  return traits.some((trait) =>
    typeof trait === "number" ? (trait & bit) !== 0 : Boolean((trait as Record<string, unknown>)[name]),
  );
}
