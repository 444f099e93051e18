import { outline } from "../generated/functions.js";
import { sensitiveMembers } from "../generated/models/errors.js";
import type { ServiceExceptionOptions } from "../runtime/errors/ServiceException.js";
import type { ErrorClasses } from "../runtime/protocol/errorOf.js";
import type { ErrorConstructor } from "../runtime/ServiceDefinition.js";

/** As good as the service's base class by its shape id: `instanceof` of this package and AWS's goes by it. */
class ServiceError extends Error {
  static readonly shapeId: string = `smithy.ts.sdk.synthetic.${outline.namespace}#CognitoIdentityServiceException`;

  constructor({ message, ...properties }: ServiceExceptionOptions) {
    super(message);
    Object.assign(this, properties);
  }
}

/** Made when they are needed, so that the bundle need not hold the classes of all errors. */
export const errorClasses: ErrorClasses = {
  base: ServiceError as unknown as ErrorConstructor,
  declared: (name) =>
    class extends ServiceError {
      static override readonly shapeId = `${outline.namespace}#${name}`;
    } as unknown as ErrorConstructor,
  sensitiveMembers,
};
