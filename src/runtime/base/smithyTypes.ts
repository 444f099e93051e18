/**
 * All casts between Smithy's types and ours, with their reasons; a test forbids them elsewhere. Each function returns its argument, and
 * bundlers leave the call out.
 */
import type {
  $ClientProtocol,
  $OperationSchema,
  EndpointBearer,
  EndpointV2,
  HttpAuthScheme,
  HttpRequest,
  HttpSigner,
  MetadataBearer,
  SerdeFunctions,
} from "@smithy/types";
import type { HandlerExecutionContext } from "./Middleware.js";

/** A signer that reads the signing properties of its own authentication scheme. */
interface SignerOf<Properties> {
  sign(request: unknown, identity: unknown, properties: Properties): Promise<HttpRequest>;
  successHandler(response: unknown, properties: Properties): void;
  errorHandler(properties: Properties): (error: Error) => never;
}

/** Smithy's type requires that a signer accepts the properties of any scheme, although it only receives those of its own. */
export function smithySigner<Properties>(signer: SignerOf<Properties>): HttpSigner {
  return signer as HttpSigner;
}

/** Smithy's type requires a signer. A scheme without one leaves it to the command, so that an app without signed commands contains no signer. */
export function smithyScheme(
  scheme: Omit<HttpAuthScheme, "signer"> & { signer: HttpSigner | undefined },
): HttpAuthScheme {
  return scheme as HttpAuthScheme;
}

/** Endpoint rules contain part of an auth scheme; Smithy's type requires all of it. */
export function endpointProperties(properties: object): Required<EndpointV2>["properties"] {
  return properties as Required<EndpointV2>["properties"];
}

// biome-ignore lint/suspicious/noExplicitAny: requests and responses are between a protocol and its request handler.
type Shared = Omit<$ClientProtocol<any, any>, "getPayloadCodec" | "serializeRequest" | "deserializeResponse">;

/** Writes and reads messages. The built-in protocol is awsJson1_1. */
export interface Protocol extends Shared {
  // biome-ignore lint/suspicious/noExplicitAny: codecs have different schemas; the client does not call them.
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

/** Smithy's method returns whatever output the caller expects. */
export function smithyProtocol(
  protocol: Shared &
    Pick<Protocol, "getPayloadCodec" | "serializeRequest"> & {
      deserializeResponse(...call: Parameters<Protocol["deserializeResponse"]>): Promise<object>;
    },
): Protocol {
  return protocol as Protocol;
}
