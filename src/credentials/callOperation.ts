import type { Handler, HttpResponse, StaticOperationSchema } from "@smithy/types";
import { endpointFromConfiguration } from "../runtime/endpoint/endpointFromConfiguration.js";
import type { CognitoIdentitySender } from "./CognitoProviderParameters.js";
import { callContext } from "./callContext.js";

/** What an operation gave, and the headers that tell when. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the output of whichever operation it was.
  readonly output: any;
  readonly headers: Partial<Record<string, string>> | undefined;
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
  const command = new PublicCommand(schema, input);
  const output = await client.send(command);
  return { output, headers: command.headers };
}

/** As much of a command as clients of this package and of AWS ask for: `Command` would bring a middleware stack of its own. */
class PublicCommand {
  /** Nobody signs it. */
  readonly signer = undefined;
  readonly schema: StaticOperationSchema;
  readonly input: object;
  headers: Answer["headers"];

  constructor(schema: StaticOperationSchema, input: object) {
    this.schema = schema;
    this.input = input;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the stack and the configuration of whichever client it is.
  resolveMiddleware(clientStack: any, config: any, options?: object): Handler<object, object> {
    const stack = clientStack.clone();
    stack.addRelativeTo(
      (next: Handler<object, object>, context: object) => async (args: never) => {
        Object.assign(context, { endpointV2: await endpointFromConfiguration(config, context as never) });
        return next(args);
      },
      { name: "endpointV2Middleware", relation: "before", toMiddleware: "serializerMiddleware", override: true },
    );
    const handler = stack.resolve(
      ({ request }: { request: unknown }) => config.requestHandler.handle(request, options),
      callContext(this.schema, config.logger, this),
    );
    return async (args) => {
      const result = await handler(args);
      this.headers = (result.response as HttpResponse | undefined)?.headers;
      return result;
    };
  }
}
