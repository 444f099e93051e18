import { TypeRegistry } from "@smithy/core/schema";
import type { ServiceErrors } from "./ServiceErrors.js";

/** The errors in the form in which Smithy's own protocols look them up: a registry for each namespace, base class first. */
export function createErrorTypeRegistries({ base, modeled }: ServiceErrors): TypeRegistry[] {
  const registries = new Map<string, TypeRegistry>();
  for (const [schema, errorConstructor] of [base, ...modeled]) {
    const namespace = schema[1];
    const registry = registries.get(namespace) ?? new TypeRegistry(namespace);
    registries.set(namespace, registry);
    registry.registerError(schema, errorConstructor as never);
  }
  return [...registries.values()];
}
