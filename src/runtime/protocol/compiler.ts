import type { $SchemaRef } from "@smithy/types";
import { type Resolved, resolveSchema } from "./schema.js";

type Coder = (value: unknown) => never;

/** Compiles schemas to closures: each on first use, and no more after that, as long as there is the schema. */
export function compiler<Compiled extends (value: unknown) => unknown>(
  compile: (resolved: Resolved) => Compiled,
): (reference: $SchemaRef) => Compiled {
  const known = new WeakMap<object, Compiled>();
  return (reference) => {
    // Schemas refer to each other by functions, which last as long as they: the way to the schema need not be gone again.
    let compiled = known.get(Object(reference));
    if (compiled === undefined) {
      const resolved = resolveSchema(reference);
      const schema = Object(resolved.schema) as object;
      compiled = known.get(schema);
      if (compiled === undefined) {
        // A shape may hold itself: until it is compiled, what is inside finds this.
        let whole: Coder | undefined;
        known.set(schema, ((value: unknown) => whole?.(value)) as Compiled);
        compiled = compile(resolved);
        whole = compiled as never;
        known.set(schema, compiled);
      }
      known.set(Object(reference), compiled);
    }
    return compiled;
  };
}
