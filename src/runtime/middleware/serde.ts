import type {
  $OperationSchema,
  AbsoluteLocation,
  DeserializeHandlerOptions,
  SerializeHandlerOptions,
  StaticOperationSchema,
} from "@smithy/types";
import { smithyContext } from "../callState.js";
import { parseEndpoint } from "../endpoint/parseEndpoint.js";
import type { DeserializeMiddleware, HandlerExecutionContext, SerializeMiddleware } from "../Middleware.js";
import { AwsJson1_1Protocol } from "../protocol/AwsJson1_1Protocol.js";
import type { ProtocolConfig } from "../protocol/ProtocolConfig.js";
import { secretsOfCall, withoutSecrets } from "../protocol/secretsOfCall.js";

/** Turns the input into an HTTP request. */
export const serializer =
  (config: ProtocolConfig): SerializeMiddleware<object, object> =>
  (next, context) =>
  async (args) => {
    const request = await config.protocol.serializeRequest(
      operationOf(context),
      args.input,
      serdeContext(config, context),
    );
    return next({ ...args, request });
  };

export const serializerMiddlewareOptions: SerializeHandlerOptions & AbsoluteLocation = {
  name: "serializerMiddleware",
  tags: ["SERIALIZER"],
  step: "serialize",
  override: true,
};

/** Turns the HTTP response into the output, or into the error that is thrown. */
export const deserializer =
  (config: ProtocolConfig): DeserializeMiddleware<object, object> =>
  (next, context) =>
  async (args) => {
    let response: unknown;
    try {
      ({ response } = await next(args));
      const output = await config.protocol.deserializeResponse(
        operationOf(context),
        serdeContext(config, context),
        response as never,
      );
      return { response, output: output as never };
    } catch (error) {
      const { input } = args as { input?: unknown };
      throw withoutSecrets(error, response, secretsOfCall(input, args.request, context));
    }
  };

export const deserializerMiddlewareOptions: DeserializeHandlerOptions & AbsoluteLocation = {
  name: "deserializerMiddleware",
  tags: ["DESERIALIZER"],
  step: "deserialize",
  override: true,
};

/** The operation of a call as Smithy protocols take it: an object with the schemas of input and output. */
function operationOf(context: HandlerExecutionContext): $OperationSchema {
  const [, namespace, name, traits, input, output] = smithyContext(context).operationSchema as StaticOperationSchema;
  return { namespace, name, traits, input, output };
}

/**
 * What a protocol may look up while it reads and writes messages: the configuration and the call's context in one.
 *
 * Copying some fifty properties twice for each call costs more than serializing does, so our own protocol, which needs
 * only the endpoint and the way to collect a body, goes without.
 */
function serdeContext(config: ProtocolConfig, context: HandlerExecutionContext): never {
  if (config.protocol instanceof AwsJson1_1Protocol) {
    return context as never;
  }
  const { endpointV2 } = context;
  return { ...config, ...context, ...(endpointV2 && { endpoint: async () => parseEndpoint(endpointV2) }) } as never;
}
