import { serviceErrors } from "../generated/models/errors.js";
import { type ErrorClasses, modeledError } from "../runtime/protocol/errorOf.js";

/** The classes themselves: Hermes ignores `Symbol.hasInstance`, so `instanceof` goes by the prototype alone. */
export const errorClasses: ErrorClasses = {
  ...serviceErrors,
  declared: (name) => modeledError(serviceErrors.modeled, name) ?? serviceErrors.base,
};
