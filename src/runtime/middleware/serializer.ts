import { getSmithyContext } from "@smithy/core/transport";
import type { AbsoluteLocation, SerializeHandlerOptions, SerializeMiddleware } from "@smithy/types";
import type { ProtocolConfig } from "../protocol/ProtocolConfig.js";
import { operationOf, serdeContext } from "../protocol/serdeContext.js";

/** Turns the input into an HTTP request. */
export const serializer =
  (config: ProtocolConfig): SerializeMiddleware<object, object> =>
  (next, context) =>
  async (args) => {
    const operation = operationOf(getSmithyContext(context));
    const request = await config.protocol.serializeRequest(operation, args.input, serdeContext(config, context));
    return next({ ...args, request });
  };

export const serializerMiddlewareOptions: SerializeHandlerOptions & AbsoluteLocation = {
  name: "serializerMiddleware",
  tags: ["SERIALIZER"],
  step: "serialize",
  override: true,
};
