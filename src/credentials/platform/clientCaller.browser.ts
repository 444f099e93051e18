import type { Handler, HttpResponse, StaticOperationSchema } from "@smithy/types";
import type { HandlerExecutionContext } from "../../runtime/base/Middleware.js";
import { endpointFromConfiguration } from "../../runtime/endpoint/endpoint.js";
import { callContext } from "./callContext.js";
import type { Answer, CognitoIdentitySender, OperationCaller } from "./OperationCaller.js";

/** Like clientCaller.ts, but without the command classes, which add a middleware stack and schemas (2 kB gzip). */
export function clientCaller(client: CognitoIdentitySender): OperationCaller {
  return {
    config: async () => client.config,
    async callOperation(schema, input) {
      let headers: Answer["headers"];
      const command = publicCommand(schema, input, (response) => {
        headers = response?.headers;
      });
      const output = await client.send(command);
      return { output, headers };
    },
  };
}

/** The part of a command that clients of this package and of AWS use. */
function publicCommand(
  schema: StaticOperationSchema,
  input: object,
  received: (response: HttpResponse | undefined) => void,
): object {
  // A new class for each call, because clients with `cacheMiddleware` would otherwise use the handler of the first operation for all.
  return new (class {
    /** The operation is public. */
    readonly signer = undefined;
    readonly schema: StaticOperationSchema = schema;
    readonly input: object = input;

    // biome-ignore lint/suspicious/noExplicitAny: the stack and the configuration of any client.
    resolveMiddleware(clientStack: any, config: any, options?: object): Handler<object, object> {
      const stack = clientStack.clone();
      stack.addRelativeTo(
        (next: Handler<object, object>, context: object) => async (args: never) => {
          Object.assign(context, {
            endpointV2: await endpointFromConfiguration(config, context as HandlerExecutionContext),
          });
          return next(args);
        },
        { name: "endpointV2Middleware", relation: "before", toMiddleware: "serializerMiddleware", override: true },
      );
      const handler = stack.resolve(
        ({ request }: { request: unknown }) => config.requestHandler.handle(request, options),
        callContext(schema, config.logger, this),
      );
      return async (args) => {
        const result = await handler(args);
        received(result.response as HttpResponse | undefined);
        return result;
      };
    }
  })();
}
