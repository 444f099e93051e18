import type { StaticOperationSchema } from "@smithy/types";

/** A Cognito Identity client of this package or of AWS, or any object that sends commands in the same way. */
export interface CognitoIdentitySender {
  /** Sends a command of this package or of AWS. */
  // biome-ignore lint/suspicious/noExplicitAny: the commands and options of either package.
  send(command: any, options?: any): Promise<any>;
  readonly config?: object;
}

/** The output of an operation, and the response headers, which say when it was sent. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the output of any operation.
  readonly output: any;
  readonly headers: Partial<Record<string, string>> | undefined;
}

/** Calls public operations, through any kind of client. */
export interface OperationCaller {
  callOperation(schema: StaticOperationSchema, input: object): Promise<Answer>;
  /** The configuration of the client. Undefined for an object that replaces the client in a test. */
  config(): Promise<object | undefined>;
}
