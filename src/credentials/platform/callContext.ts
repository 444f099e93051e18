import type { Logger, StaticOperationSchema } from "@smithy/types";
import { sensitiveMembers } from "../../generated/models/errors.js";
import { service } from "../../generated/models/service.js";
import type { HandlerExecutionContext } from "../../runtime/base/Middleware.js";
import { masked } from "../../runtime/observe/secrets.js";

/** The context that middleware receives for a call. */
export function callContext(
  schema: StaticOperationSchema,
  logger: Logger | undefined,
  commandInstance?: unknown,
): HandlerExecutionContext {
  const [, , operation] = schema;
  return {
    ...(logger && { logger }),
    clientName: service.clientName,
    commandName: `${operation}Command`,
    inputFilterSensitiveLog: withoutSecrets,
    outputFilterSensitiveLog: withoutSecrets,
    __smithy_context: {
      commandInstance,
      operation,
      operationSchema: schema,
      service: service.serviceTarget,
    },
  };
}

/** An input or output for the log. It is masked by name, because the code that reads schemas is not part of this bundle. */
function withoutSecrets(record: object): unknown {
  return masked(record, { names: sensitiveMembers });
}
