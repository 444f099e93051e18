import type { HttpResponse, Logger, MetadataBearer, Provider, StaticOperationSchema } from "@smithy/types";
import type { GetCredentialsForIdentityResponse } from "../../generated/commands/GetCredentialsForIdentityCommand.js";
import type { GetIdResponse } from "../../generated/commands/GetIdCommand.js";
import type { GetOpenIdTokenResponse } from "../../generated/commands/GetOpenIdTokenCommand.js";
import { outline } from "../../generated/functions.js";
import { sensitiveMembers } from "../../generated/models/errors.js";
import type { HandlerExecutionContext } from "../../runtime/base/Middleware.js";
import { masked } from "../../runtime/observe/secrets.js";

/** A Cognito Identity client of this package or of AWS, or any object that sends commands in the same way. */
export interface CognitoIdentitySender {
  /** Sends a command of this package or of AWS. */
  // biome-ignore lint/suspicious/noExplicitAny: the commands and options of either package.
  send(command: any, options?: any): Promise<any>;
  readonly config?: object;
}

/** The members of the outputs of all operations that providers call. */
type Output = MetadataBearer & GetIdResponse & GetOpenIdTokenResponse & GetCredentialsForIdentityResponse;

/** The output of an operation, and its response, whose headers say when it was sent. */
export interface Answer {
  readonly output: Output;
  /** Undefined without a response, as with an object that replaces the client in a test. */
  readonly response: HttpResponse | undefined;
}

/** Calls public operations, through any kind of client. */
export interface OperationCaller {
  callOperation(schema: StaticOperationSchema, input: object): Promise<Answer>;
  /** The configuration of the client. Undefined for an object that replaces the client in a test. */
  config(): Promise<{ readonly region?: string | Provider<string> } | undefined>;
}

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
