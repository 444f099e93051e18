import { getSmithyContext } from "@smithy/core/transport";
import { HttpResponse } from "@smithy/protocol-http";
import type { AbsoluteLocation, DeserializeHandlerOptions, DeserializeMiddleware, MetadataBearer } from "@smithy/types";
import { metadataOf } from "../protocol/AwsJson1_1Protocol.js";
import type { ProtocolConfig } from "../protocol/ProtocolConfig.js";
import { operationOf, serdeContext } from "../protocol/serdeContext.js";

/** Turns the HTTP response into the output, or into the error that is thrown. */
export const deserializer =
  (config: ProtocolConfig): DeserializeMiddleware<object, object> =>
  (next, context) =>
  async (args) => {
    const { response } = await next(args);
    const operation = operationOf(getSmithyContext(context));
    try {
      const output = await config.protocol.deserializeResponse(
        operation,
        serdeContext(config, context),
        response as never,
      );
      return { response, output: output as never };
    } catch (error) {
      throw withResponse(error as Error, response);
    }
  };

export const deserializerMiddlewareOptions: DeserializeHandlerOptions & AbsoluteLocation = {
  name: "deserializerMiddleware",
  tags: ["DESERIALIZER"],
  step: "deserialize",
  override: true,
};

/** Not enumerable: whoever prints the error does not want the whole response. */
function withResponse(error: Error & Partial<MetadataBearer>, response: unknown): Error {
  Object.defineProperty(error, "$response", {
    value: response,
    enumerable: false,
    writable: false,
    configurable: false,
  });
  if (error.$metadata === undefined && HttpResponse.isInstance(response)) {
    error.message +=
      "\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.";
    error.$metadata = metadataOf(response);
  }
  return error;
}
