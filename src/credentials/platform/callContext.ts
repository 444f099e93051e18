import type { Logger, StaticOperationSchema } from "@smithy/types";
import { outline } from "../../generated/functions.js";
import { sensitiveMembers } from "../../generated/models/errors.js";
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
    clientName: "CognitoIdentityClient",
    commandName: `${operation}Command`,
    inputFilterSensitiveLog: withoutSecrets,
    outputFilterSensitiveLog: withoutSecrets,
    __smithy_context: {
      commandInstance,
      operation,
      operationSchema: schema,
      service: outline.target,
    },
  };
}

/** An input or output for the log. It is masked by name, because the code that reads schemas is not part of this bundle. */
function withoutSecrets(record: object): unknown {
  return masked(record, { names: sensitiveMembers });
}
