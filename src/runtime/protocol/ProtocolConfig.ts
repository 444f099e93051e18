import type { $ClientProtocol, $OperationSchema, EndpointBearer, MetadataBearer, SerdeFunctions } from "@smithy/types";
import type { HandlerExecutionContext } from "../Middleware.js";

// biome-ignore lint/suspicious/noExplicitAny: requests and responses are between a protocol and its request handler.
type Shared = Omit<$ClientProtocol<any, any>, "getPayloadCodec" | "serializeRequest" | "deserializeResponse">;

/** Writes and reads the messages; the one built in is awsJson1_1. */
export interface Protocol extends Shared {
  // biome-ignore lint/suspicious/noExplicitAny: codecs differ in their schemas; the client does not call them.
  getPayloadCodec(): any;
  serializeRequest<Input extends object>(
    operationSchema: $OperationSchema,
    input: Input,
    context: HandlerExecutionContext & SerdeFunctions & EndpointBearer,
    // biome-ignore lint/suspicious/noExplicitAny: see `Shared`.
  ): Promise<any>;
  deserializeResponse<Output extends MetadataBearer>(
    operationSchema: $OperationSchema,
    context: HandlerExecutionContext & SerdeFunctions,
    // biome-ignore lint/suspicious/noExplicitAny: see `Shared`.
    response: any,
  ): Promise<Output>;
}

/** A class of protocols, which the client makes an instance of with `protocolSettings`. */
export interface ProtocolConstructor {
  // biome-ignore lint/suspicious/noExplicitAny: each protocol has settings of its own.
  new (settings: any): Protocol;
}

export interface ProtocolConfig {
  protocol: Protocol;
}
