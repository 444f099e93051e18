import type { Logger, StaticOperationSchema } from "@smithy/types";
import { sensitiveMembers } from "../../generated/models/errors.js";
import { service } from "../../generated/models/service.js";
import type { HandlerExecutionContext } from "../../runtime/base/Middleware.js";
import { masked } from "../../runtime/observe/secrets.js";

/** What middleware is told of a call. */
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

/** An input or an output for the log. Schemas tell the same member by member, but what reads them is not here. */
function withoutSecrets(record: object): unknown {
  return masked(record, { names: sensitiveMembers });
}
