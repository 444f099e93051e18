import type {
  $OperationSchema,
  AbsoluteLocation,
  DeserializeHandlerOptions,
  EndpointBearer,
  SerdeFunctions,
  SerializeHandlerOptions,
  StaticOperationSchema,
} from "@smithy/types";
import {
  type DeserializeMiddleware,
  type HandlerExecutionContext,
  type SerializeMiddleware,
  smithyContext,
} from "../base/Middleware.js";
import type { Protocol } from "../base/smithyTypes.js";
import { setMessage } from "../errors/thrown.js";
import { parseEndpoint } from "../http/parseEndpoint.js";
import { secretsOfCall, withoutSecrets } from "../observe/secrets.js";

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
      response = (await next(args))?.response;
      const output = await config.protocol.deserializeResponse(
        operationOf(context),
        serdeContext(config, context),
        response,
      );
      return { response, output };
    } catch (error) {
      const { input } = args;
      throw withoutSecrets(
        error,
        response,
        secretsOfCall(input, context.inputFilterSensitiveLog?.(input), args.request, identityOf(context)),
        adviseOnResponse,
      );
    }
  };

function adviseOnResponse(error: Error & { code?: string }): void {
  // What arrived before a timeout is of no use.
  if (error.code !== "ETIMEDOUT") {
    const advice = "to see the raw response, inspect the hidden field {error}.$response on this object.";
    setMessage(error, `${error.message}\n  Deserialization error: ${advice}`);
  }
}

export const deserializerMiddlewareOptions: DeserializeHandlerOptions & AbsoluteLocation = {
  name: "deserializerMiddleware",
  tags: ["DESERIALIZER"],
  step: "deserialize",
  override: true,
};

function identityOf(context: HandlerExecutionContext): unknown {
  return smithyContext(context).selectedHttpAuthScheme?.identity;
}

/** The operation of a call in the form for Smithy protocols: an object with the schemas of input and output. */
function operationOf({ __smithy_context }: HandlerExecutionContext): $OperationSchema {
  const schema: StaticOperationSchema = __smithy_context?.operationSchema;
  const [, namespace, name, traits, input, output] = schema;
  return { namespace, name, traits, input, output };
}

/**
 * The object that a protocol reads during serialization and deserialization: the configuration combined with the call's context.
 *
 * The configuration is the prototype, because copying its fifty properties twice for each call would take longer than serializing. It can be
 * frozen, so its properties cannot be replaced by assignment.
 */
function serdeContext(config: ProtocolConfig, context: HandlerExecutionContext): SerdeContext {
  const { endpointV2 } = context;
  const endpoint = endpointV2 && { endpoint: async () => parseEndpoint(endpointV2) };
  // @ts-expect-error TypeScript does not know that this sets the prototype.
  return { __proto__: config, ...context, ...endpoint };
}

type SerdeContext = HandlerExecutionContext & SerdeFunctions & EndpointBearer;

/** The option `protocolSettings`: what the constructor of a protocol takes. */
export interface GivenProtocolSettings {
  defaultNamespace?: string;
  [setting: string]: unknown;
}

/** The class of a protocol, which the client instantiates with `protocolSettings`. */
export interface ProtocolConstructor {
  // biome-ignore lint/suspicious/noExplicitAny: each protocol has its own settings.
  new (settings: any): Protocol;
}

export interface ProtocolConfig {
  protocol: Protocol;
}
