import type { StaticOperationSchema } from "@smithy/types";

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
  readonly config: object | undefined;
}
