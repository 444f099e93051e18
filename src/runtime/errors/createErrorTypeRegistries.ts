import { TypeRegistry } from "@smithy/core/schema";
import type { StaticErrorSchema } from "@smithy/types";
import type { ErrorConstructor } from "./ServiceException.js";

/**
 * Smithy's `TypeRegistry`. That class has private members, so only `any` is assignable to the class of another version of `@smithy/core`.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type ErrorTypeRegistry = any;

/**
 * The errors in the form that Smithy's protocols need: a registry for each namespace.
 *
 * @param errors - schemas and classes, with the base class first.
 */
export function createErrorTypeRegistries(
  errors: readonly [StaticErrorSchema, ErrorConstructor][],
): ErrorTypeRegistry[] {
  const registries = new Map<string, TypeRegistry>();
  for (const [schema, errorConstructor] of errors) {
    const namespace = schema[1];
    const registry = registries.get(namespace) ?? new TypeRegistry(namespace);
    registries.set(namespace, registry);
    registry.registerError(schema, errorConstructor);
  }
  return [...registries.values()];
}
