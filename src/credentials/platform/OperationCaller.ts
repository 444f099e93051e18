import type { HttpResponse, MetadataBearer, Provider, StaticOperationSchema } from "@smithy/types";
import type { GetCredentialsForIdentityResponse } from "../../generated/commands/GetCredentialsForIdentityCommand.js";
import type { GetIdResponse } from "../../generated/commands/GetIdCommand.js";
import type { GetOpenIdTokenResponse } from "../../generated/commands/GetOpenIdTokenCommand.js";

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
