import type { ErrorConstructor, ServiceErrors, ServiceException, ServiceExceptionOptions } from "./ServiceException.js";

/** The class of an error, by its name. */
export function classNamed(classes: readonly ErrorConstructor[], name: string): ErrorConstructor | undefined {
  return classes.find(({ shapeId }) => shapeId.endsWith(`#${name}`));
}

/**
 * Creates classes from names on demand, because bundles without the classes of a service's errors are smaller. They are equivalent:
 * `instanceof` of this package compares shape IDs, and that of AWS's package names.
 *
 * @param baseShapeId - the shape ID of the base class.
 * @param facts - the members of errors that differ from those of a simple client error.
 */
export function namedErrors(
  namespace: string,
  baseShapeId: string,
  facts: Readonly<Record<string, object>>,
  sensitiveMembers: RegExp,
): ServiceErrors {
  class Base extends Error {
    static readonly shapeId: string = baseShapeId;
    declare readonly $fault: ServiceException["$fault"];
    declare $metadata: ServiceException["$metadata"];

    constructor(options: ServiceExceptionOptions) {
      super(options.message);
      Object.assign(this, options, facts[options.name]);
    }
  }
  return {
    base: Base,
    declared: (name) =>
      class extends Base {
        static override readonly shapeId = `${namespace}#${name}`;
      },
    sensitiveMembers,
  };
}
