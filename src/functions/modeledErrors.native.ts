import { serviceErrors } from "../generated/models/errors.js";
import type { ServiceErrors } from "../runtime/ServiceDefinition.js";

/** The classes themselves: Hermes ignores `Symbol.hasInstance`, so `instanceof` goes by the prototype alone. */
export const modeledErrors: ServiceErrors["modeled"] = serviceErrors.modeled;
