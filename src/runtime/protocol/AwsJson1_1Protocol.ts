import type {
  $OperationSchema,
  Encoder,
  Endpoint,
  EndpointV2,
  HttpResponse as IHttpResponse,
  ResponseMetadata,
  StreamCollector,
} from "@smithy/types";
import { parseEndpoint } from "../endpoint/parseEndpoint.js";
import type { HandlerExecutionContext } from "../Middleware.js";
import type { Codec, ServiceErrors } from "../ServiceDefinition.js";
import { errorOf, unreadableBody } from "./errorOf.js";
import { HttpRequest, HttpResponse } from "./httpMessages.js";

interface ProtocolSettings {
  /** The first half of the `X-Amz-Target` header. */
  service: { readonly serviceTarget: string };
  serviceErrors: ServiceErrors;
  codec: Codec;
}

/** How to come by the bytes of a response and to read them as text. */
export interface BodyConfig {
  streamCollector: StreamCollector;
  utf8Encoder: Encoder;
}

/** Reads and writes the messages of awsJson1_1: every operation is a POST to `/`, named by a header, JSON both ways. */
export class AwsJson1_1Protocol {
  private readonly settings: ProtocolSettings;
  private bodyConfig: BodyConfig | undefined;
  /** The parts of an endpoint's URL: endpoint rules return the same object for the same parameters. */
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

  setSerdeContext(config: BodyConfig): void {
    this.bodyConfig = config;
  }

  /** Takes the parts of the URL over into the request. */
  updateServiceEndpoint(request: HttpRequest, endpoint: EndpointV2 | Endpoint): HttpRequest {
    const { protocol, hostname, port, path, headers } =
      "url" in endpoint ? this.parsed(endpoint as EndpointV2) : endpoint;
    request.protocol = protocol;
    request.hostname = hostname;
    request.port = port as number;
    request.path = path.endsWith("/") ? path : `${path}/`;
    Object.assign(request.headers, headers);
    return request;
  }

  async serializeRequest(
    operation: $OperationSchema,
    input: unknown,
    context: HandlerExecutionContext,
  ): Promise<HttpRequest> {
    const request = new HttpRequest({
      method: "POST",
      headers: {},
      query: {},
      body: this.settings.codec.serializerOf(operation.input)(typeof input === "object" && input !== null ? input : {}),
    });
    const { endpointV2 } = context;
    if (endpointV2 !== undefined) {
      this.updateServiceEndpoint(request, endpointV2);
    }
    request.headers["content-type"] = "application/x-amz-json-1.1";
    request.headers["x-amz-target"] = `${this.settings.service.serviceTarget}.${operation.name}`;
    return request;
  }

  /** @throws the service's own exceptions, and its base exception for a body that is not JSON. */
  async deserializeResponse(
    operation: $OperationSchema,
    _context: HandlerExecutionContext,
    response: IHttpResponse,
  ): Promise<object> {
    const { text, $metadata } = await readResponse(response, this.bodyConfig);
    const body = this.parse(text, response, $metadata);
    if (response.statusCode >= 300) {
      throw errorOf(this.settings.serviceErrors, body, response, $metadata);
    }
    return Object.assign({}, this.settings.codec.deserializerOf(operation.output)(body), { $metadata });
  }

  private parse(text: string, response: IHttpResponse, $metadata: ResponseMetadata): unknown {
    try {
      return text === "" ? {} : JSON.parse(text);
    } catch (cause) {
      throw unreadableBody(this.settings.serviceErrors.base, text, response, $metadata, cause);
    }
  }

  private parsed(endpoint: EndpointV2): Endpoint {
    let parsed = this.endpoints.get(endpoint);
    if (parsed === undefined) {
      parsed = parseEndpoint(endpoint);
      this.endpoints.set(endpoint, parsed);
    }
    return parsed;
  }
}

/** The text of a response, and what it tells beside. */
export async function readResponse(
  response: IHttpResponse,
  config: BodyConfig | undefined,
): Promise<{ text: string; $metadata: ResponseMetadata }> {
  lowerCaseNames(response);
  return { text: await readBody(response.body, config), $metadata: metadataOf(response) };
}

/** Request handlers may leave the names of headers as the server wrote them. */
function lowerCaseNames({ headers }: IHttpResponse): void {
  for (const name of Object.keys(headers)) {
    const lowerCase = name.toLowerCase();
    if (lowerCase !== name) {
      headers[lowerCase] = headers[name] as string;
      delete headers[name];
    }
  }
}

/** What an output and an error tell of their response, for a support case with AWS. */
export function metadataOf({ statusCode, headers }: HttpResponse): ResponseMetadata {
  return {
    httpStatusCode: statusCode,
    requestId: headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"],
    extendedRequestId: headers["x-amz-id-2"],
    cfId: headers["x-amz-cf-id"],
  } as ResponseMetadata;
}

/** The body of a response as text, whichever form the request handler gave it. */
async function readBody(body: unknown, config: BodyConfig | undefined): Promise<string> {
  if (body == null || typeof body === "string") {
    return body ?? "";
  }
  if (config === undefined) {
    throw new Error(
      "The protocol has no stream collector: call `setSerdeContext` with the client's configuration first.",
    );
  }
  return config.utf8Encoder(body instanceof Uint8Array ? body : await config.streamCollector(body));
}
