import type { StaticOperationSchema } from "@smithy/types";

/** A client of Cognito Identity: of this package, of AWS, or any object that sends commands in the same way. */
export interface CognitoIdentitySender {
  /** Sends a command of this package or of AWS. */
  // biome-ignore lint/suspicious/noExplicitAny: the commands and options of either package.
  send(command: any, options?: any): Promise<any>;
  readonly config?: object;
}

/** What an operation gave, and the headers that tell when. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the output of whichever operation it was.
  readonly output: any;
  readonly headers: Partial<Record<string, string>> | undefined;
}

/** Calls public operations, through whatever client there is. */
export interface OperationCaller {
  callOperation(schema: StaticOperationSchema, input: object): Promise<Answer>;
  /** The client's; undefined for one that stands in for a client in a test. */
  config(): Promise<object | undefined>;
}
