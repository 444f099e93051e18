import type {
  $OperationSchema,
  Encoder,
  Endpoint,
  EndpointV2,
  HttpRequest as IHttpRequest,
  HttpResponse as IHttpResponse,
  ResponseMetadata,
  StreamCollector,
} from "@smithy/types";
import { addHeaders } from "../../hints/hinted.js";
import type { HandlerExecutionContext } from "../base/Middleware.js";
import type { Codec } from "../base/ServiceDefinition.js";
import type { ServiceErrors } from "../errors/ServiceException.js";
import { HttpRequest, HttpResponse, metadataOf } from "../http/httpMessages.js";
import { parseEndpoint } from "../http/parseEndpoint.js";
import { errorOf, unreadableBody } from "./errorOf.js";

export interface ProtocolSettings {
  /** The first half of the `X-Amz-Target` header. */
  service: { readonly serviceTarget: string };
  serviceErrors: ServiceErrors;
  codec: Codec;
}

/** The part of the context of a call that this protocol reads. The context also contains the configuration. */
export type SerdeContext = HandlerExecutionContext & BodyConfig;

/** Functions that read the bytes of a response and convert them to text. */
export interface BodyConfig {
  streamCollector: StreamCollector;
  utf8Encoder: Encoder;
}

/**
 * Reads and writes the messages of awsJson1_1: every operation is a POST to `/` with JSON in both directions. A header names the operation.
 */
export class AwsJson1_1Protocol {
  protected readonly settings: ProtocolSettings;
  /** The parts of an endpoint's URL, cached, because endpoint rules return the same object for the same parameters. */
  private readonly endpoints = new WeakMap<EndpointV2, Endpoint>();

  constructor(settings: ProtocolSettings) {
    this.settings = settings;
  }

  getShapeId(): string {
    return "aws.protocols#awsJson1_1";
  }

  getRequestType(): typeof HttpRequest {
    return HttpRequest;
  }

  getResponseType(): typeof HttpResponse {
    return HttpResponse;
  }

  getPayloadCodec(): undefined {
    return undefined;
  }

  /** Part of Smithy's interface for protocols. This protocol reads the configuration from the context of each call. */
  setSerdeContext(): void {}

  /** Points a request at an endpoint. */
  updateServiceEndpoint(request: HttpRequest, endpoint: EndpointV2 | Endpoint): HttpRequest {
    const { headers, ...address } = "url" in endpoint ? this.parsed(endpoint) : endpoint;
    const { protocol, hostname, port, path } = address;
    Object.assign(request, { protocol, hostname, port, path: path.endsWith("/") ? path : `${path}/` });
    Object.assign(request.headers, headers);
    return request;
  }

  async serializeRequest(operation: $OperationSchema, input: unknown, context: SerdeContext): Promise<HttpRequest> {
    const { endpointV2 } = context;
    const { service, codec } = this.settings;
    const members = typeof input === "object" && input !== null ? input : {};
    const body = codec.serializerOf(operation.input)(members) ?? "{}";
    const endpoint: Partial<Endpoint> & Pick<Endpoint, "path"> =
      endpointV2 === undefined ? { path: "/" } : this.parsed(endpointV2);
    return new HttpRequest(requestOf(endpoint, `${service.serviceTarget}.${operation.name}`, body));
  }

  /** @throws the service's own exceptions, and its base exception for a body that is not JSON. */
  async deserializeResponse(
    operation: $OperationSchema,
    context: SerdeContext,
    response: IHttpResponse,
  ): Promise<object> {
    const { body, $metadata } = await readResponse(
      response,
      (body) => readBody(body, context),
      this.settings.serviceErrors,
    );
    return Object.assign({}, this.settings.codec.deserializerOf(operation.output)(body), { $metadata });
  }

  protected parsed(endpoint: EndpointV2): Endpoint {
    let parsed = this.endpoints.get(endpoint);
    if (parsed === undefined) {
      parsed = parseEndpoint(endpoint);
      this.endpoints.set(endpoint, parsed);
    }
    return parsed;
  }
}

/** Creates a request of awsJson1_1. */
export function requestOf<Address extends Partial<Endpoint> & Pick<Endpoint, "path">>(
  { protocol, hostname, port, path, headers }: Address,
  target: string,
  body: string,
): Omit<IHttpRequest, "protocol" | "hostname"> & Pick<Address, "protocol" | "hostname"> {
  // Written member by member, because rest and spread would take a sixth of the CPU time of a call.
  return {
    protocol,
    hostname,
    port,
    method: "POST",
    query: {},
    path: path.endsWith("/") ? path : `${path}/`,
    headers: Object.assign({}, headers, {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": target,
    }),
    body,
  };
}

/**
 * The JSON of a response, and its metadata.
 *
 * @param textOf - reads a body, in whichever form the request handler returned it.
 * @param revive - changes values while they are parsed, as in `JSON.parse`.
 * @throws the exception for an error response, or for a body that is not JSON.
 */
export async function readResponse(
  response: IHttpResponse,
  textOf: (body: unknown) => Promise<string>,
  errors: ServiceErrors,
  revive?: (name: string, value: unknown) => unknown,
): Promise<{ body: unknown; $metadata: ResponseMetadata }> {
  if (!response?.headers) {
    addHeaders(response);
  }
  lowerCaseNames(response);
  const text = await textOf(response.body);
  const $metadata = metadataOf(response);
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text, revive);
  } catch {
    throw unreadableBody(errors.base, text, response, $metadata);
  }
  if (response.statusCode >= 300) {
    throw errorOf(errors, body, response, $metadata);
  }
  return { body, $metadata };
}

/** Request handlers may return the names of headers in the server's letter case. */
function lowerCaseNames({ headers }: IHttpResponse): void {
  for (const name of Object.keys(headers)) {
    const lowerCase = name.toLowerCase();
    if (lowerCase !== name) {
      headers[lowerCase] = headers[name] as string;
      delete headers[name];
    }
  }
}

/** The body of a response as text, in whichever form the request handler returned it. */
export async function readBody(body: unknown, { streamCollector, utf8Encoder }: BodyConfig): Promise<string> {
  if (body == null || typeof body === "string") {
    return body ?? "";
  }
  return utf8Encoder(body instanceof Uint8Array ? body : await streamCollector(body));
}
