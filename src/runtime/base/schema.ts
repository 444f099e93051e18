import type { $SchemaRef, SchemaTraits, StaticSchema } from "@smithy/types";

/** A function of the values of a schema. */
type Compiled<Result> = (value: unknown) => Result;

/** A member of a structure: its name, its schema, and the function for its values. */
export interface CompiledMember<Result> {
  name: string;
  reference: $SchemaRef;
  compiled: Compiled<Result>;
}

/** Creates the functions for each kind of shape. */
interface Kinds<Result> {
  /** For a shape of any kind that is marked as sensitive. */
  sensitive?: Compiled<Result>;
  /** @param type - the number of a simple type, or "unit". */
  simple(type: number | "unit"): Compiled<Result>;
  list(member: Compiled<Result>, isSparse: boolean): Compiled<Result>;
  map(value: Compiled<Result>, isSparse: boolean, key: Compiled<Result>): Compiled<Result>;
  structure(members: CompiledMember<Result>[]): Compiled<Result>;
}

/** Added to the number of a simple type for a list or a map of it (`@smithy/types`, schema sentinels). */
const LIST = 64;
const MAP = 128;

/** Compiles schemas to functions of their values: each once, on first use, as long as the schema exists. */
export function compiler<Result>(kinds: Kinds<Result>): (reference: $SchemaRef) => Compiled<Result> {
  const known = new WeakMap<object, Compiled<Result>>();
  const compile = (resolved: Resolved): Compiled<Result> => {
    const { schema } = resolved;
    const isSparse = hasTrait(resolved, 0, "sparse");
    if (schema === "unit") {
      return kinds.simple(schema);
    }
    if (typeof schema === "number") {
      return schema >= MAP
        ? kinds.map(compiledFor(schema - MAP), isSparse, compiledFor(0))
        : schema >= LIST
          ? kinds.list(compiledFor(schema - LIST), isSparse)
          : kinds.simple(schema);
    }
    switch (schema[0]) {
      case 1:
        return kinds.list(compiledFor(schema[4]), isSparse);
      case 2:
        return kinds.map(compiledFor(schema[5]), isSparse, compiledFor(schema[4]));
      case 3:
      case -3:
        return kinds.structure(
          schema[4].map((name, index) => {
            const reference = schema[5][index] ?? 0;
            return { name, reference, compiled: compiledFor(reference) };
          }),
        );
      default:
        throw new Error(`${schema[1]}#${schema[2]}: shapes of this kind are not supported.`);
    }
  };
  const compiledFor = (reference: $SchemaRef): Compiled<Result> => {
    // Schemas refer to each other by functions with the same lifetime, so the path to the schema is followed only once.
    let compiled = known.get(Object(reference));
    if (compiled === undefined) {
      const resolved = resolveSchema(reference);
      const schema: object = Object(resolved.schema);
      // Not kept for the schema: one member may mark it as sensitive, and another not.
      compiled = (hasTrait(resolved, Trait.SENSITIVE, "sensitive") && kinds.sensitive) || known.get(schema);
      if (compiled === undefined) {
        // A shape may contain itself. Until it is compiled, its members use this.
        let whole: Compiled<Result>;
        known.set(schema, (value) => whole(value));
        compiled = whole = compile(resolved);
        known.set(schema, compiled);
      }
      known.set(Object(reference), compiled);
    }
    return compiled;
  };
  return compiledFor;
}

/** A schema with its references resolved: one of Smithy's arrays, or the number of a simple type. */
export type ResolvedSchema = StaticSchema | number | "unit";

export interface Resolved {
  schema: ResolvedSchema;
  /** The traits of the member and of the shape. */
  traits: readonly SchemaTraits[];
}

/** Traits that schemas carry as bits. */
export const Trait = { IDEMPOTENCY_TOKEN: 4, SENSITIVE: 8 } as const;

/** Follows thunks, `[schema, memberTraits]` pairs, and named simple shapes to the schema itself. */
export function resolveSchema(reference: $SchemaRef, traits: readonly SchemaTraits[] = []): Resolved {
  if (typeof reference === "function") {
    return resolveSchema(reference(), traits);
  }
  if (!Array.isArray(reference)) {
    return { schema: reference as ResolvedSchema, traits };
  }
  if (reference.length === 2) {
    return resolveSchema(reference[0], [...traits, reference[1]]);
  }
  const all = [...traits, reference[3]];
  return reference[0] === 0 ? resolveSchema(reference[4], all) : { schema: reference, traits: all };
}

export function hasTrait({ traits }: Resolved, bit: number, name: string): boolean {
  return traits.some((trait) => (typeof trait === "number" ? (trait & bit) !== 0 : Boolean(trait[name])));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
