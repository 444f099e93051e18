import { getSmithyContext } from "@smithy/core/transport";
import type { AbsoluteLocation, SerializeHandlerOptions, SerializeMiddleware } from "@smithy/types";
import type { ResolvedClientConfig } from "../config/ClientConfig.js";
import { operationOf } from "../protocol/operationOf.js";
import { serdeContext } from "../protocol/serdeContext.js";

/** Turns the input into an HTTP request. */
export const serializer =
  (config: ResolvedClientConfig): SerializeMiddleware<object, object> =>
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
