import type { ServiceErrors } from "../runtime/ServiceDefinition.js";

/** No classes: `instanceof` goes by shape id, so the bundle need not hold the classes of all errors. */
export const modeledErrors: ServiceErrors["modeled"] = [];
