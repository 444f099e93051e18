import type { $OperationSchema, HandlerExecutionContext, StaticOperationSchema } from "@smithy/types";
import { parseEndpoint } from "../endpoint/parseEndpoint.js";
import { AwsJson1_1Protocol } from "./AwsJson1_1Protocol.js";
import type { ProtocolConfig } from "./ProtocolConfig.js";

/**
 * What a protocol may look up while it reads and writes messages: the configuration and the call's context in one.
 *
 * Copying some fifty properties twice for each call costs more than serializing does, so our own protocol, which needs
 * only the endpoint and the way to collect a body, goes without.
 */
export function serdeContext(config: ProtocolConfig, context: HandlerExecutionContext): never {
  if (config.protocol instanceof AwsJson1_1Protocol) {
    return context as never;
  }
  const { endpointV2 } = context;
  return { ...config, ...context, ...(endpointV2 && { endpoint: async () => parseEndpoint(endpointV2) }) } as never;
}

/** The operation of a call as Smithy protocols take it: an object with the schemas of input and output. */
export function operationOf(smithyContext: Record<string, unknown>): $OperationSchema {
  const [, namespace, name, traits, input, output] = smithyContext.operationSchema as StaticOperationSchema;
  return { namespace, name, traits, input, output };
}
