import type { StaticOperationSchema } from "@smithy/types";
import type { CognitoIdentitySender } from "./CognitoProviderParameters.js";
import type { Headers } from "./ObservedCommand.js";
import { observedCommand } from "./platform/index.js";

/** What an operation gave, and the headers that tell when. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the output of whichever operation it was.
  readonly output: any;
  readonly headers: Headers;
}

/** The provider's own client for browsers, which needs no commands. */
export interface OperationCaller {
  callOperation(schema: StaticOperationSchema, input: object): Promise<Answer>;
  readonly config: object;
}

/** Sends a public operation through whatever client there is. */
export async function callOperation(
  client: CognitoIdentitySender | OperationCaller,
  schema: StaticOperationSchema,
  input: object,
): Promise<Answer> {
  if ("callOperation" in client) {
    return client.callOperation(schema, input);
  }
  const { command, headers } = observedCommand(schema, input);
  const output = await client.send(command);
  return { output, headers: headers() };
}
