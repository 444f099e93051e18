import type { HttpHandlerOptions, HttpRequest, StreamCollector } from "@smithy/types";
import { abortable } from "../../errors/abortable.js";
import { HttpResponse, requestTarget } from "../../protocol/httpMessages.js";
import { within } from "../../stopwatch.js";
import {
  givenOptions,
  limitOf,
  MAX_RESPONSE_SIZE,
  type RequestHandler,
  type RequestHandlerOptions,
  responseTooLarge,
} from "../RequestHandler.js";

interface Options extends RequestHandlerOptions {
  cache?: string;
  credentials?: string;
  customFetch?: typeof fetch;
  keepAlive?: boolean;
  requestInit?: (request: HttpRequest) => RequestInit;
}

/**
 * Sends requests by `fetch`, with the options of Smithy's `FetchHttpHandler`.
 *
 * It reads the body as part of the request, as text: so the time limit and the abort signal cover it, and React Native,
 * whose `fetch` has no body streams, needs nothing added.
 */
export class FetchHttpHandler implements RequestHandler {
  private options: () => Promise<Options>;
  private known: Options | undefined;

  /** @param options - asked for with the first request. */
  constructor(options: () => Promise<RequestHandlerOptions>) {
    this.options = options as () => Promise<Options>;
  }

  /** @throws TimeoutError, AbortError, and what `fetch` throws when the server can't be reached. */
  async handle(request: HttpRequest, handlerOptions: HttpHandlerOptions = {}): Promise<{ response: HttpResponse }> {
    this.known ??= await this.options();
    return sendByFetch(request, this.known, handlerOptions);
  }

  /** There is nothing to close: connections are the browser's. */
  destroy(): void {}

  /**
   * Sets an option for the requests to come.
   *
   * @throws Error for a limit that is not one.
   */
  updateHttpClientConfig(key: string | symbol, value: unknown): void {
    const changed = givenOptions({ [key]: value });
    const former = this.options;
    this.options = async () => ({ ...(await former()), ...changed });
    this.known = undefined;
  }

  /** The options in force; none before the first request. */
  httpHandlerConfigs(): object {
    return this.known ?? {};
  }
}

/** @throws TimeoutError, AbortError, and what `fetch` throws when the server can't be reached. */
export async function sendByFetch(
  request: HttpRequest,
  options: Options,
  { abortSignal, requestTimeout }: HttpHandlerOptions = {},
): Promise<{ response: HttpResponse }> {
  const controller = new AbortController();
  const limit = requestTimeout == null ? options.requestTimeout : limitOf("requestTimeout", requestTimeout);
  const exchange = () => {
    const response = send(request, options, controller.signal);
    return limit > 0 ? within(limit, response, () => timeout(limit)) : response;
  };
  try {
    return { response: await abortable(exchange, abortSignal) };
  } finally {
    // For a request that is still under way.
    controller.abort();
  }
}

async function send(request: HttpRequest, options: Options, signal: AbortSignal): Promise<HttpResponse> {
  const { cache, credentials, customFetch = fetch, keepAlive = false, maxResponseSize, requestInit } = options;
  const { protocol, hostname, port, method, headers, body } = request;
  const url = `${protocol}//${hostname}${port ? `:${port}` : ""}${requestTarget(request)}`;
  const init: object = {
    method,
    headers,
    body: method === "GET" || method === "HEAD" ? undefined : body,
    keepalive: keepAlive,
    signal,
    // Not followed: the request would go out again, with its login tokens, to whatever address the response names.
    redirect: "manual",
    ...(credentials && { credentials }),
    ...(cache && { cache }),
    // Demanded for streams, and only met there.
    ...(typeof body === "object" && { duplex: "half" }),
    ...requestInit?.(request),
  };
  let response: Response;
  let text: string | undefined;
  try {
    response = await customFetch(new Request(url, init));
    text = await textOf(response, maxResponseSize);
  } catch (error) {
    if ((error as Error | undefined)?.name !== "AbortError") {
      // Whatever the engine calls it, and in whatever language: the connection failed.
      Object.assign(error as Error, { $retryable: {} });
    }
    throw error;
  }
  const { status: statusCode, statusText: reason, type } = response;
  const answered: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    answered[name] = value;
  });
  if (type === "opaqueredirect" || (answered.location && /30[12378]/.test(`${statusCode}`))) {
    throw redirectError(answered.location);
  }
  if (text === undefined) {
    throw responseTooLarge(maxResponseSize);
  }
  return new HttpResponse({ statusCode, reason, headers: answered, body: text });
}

/** Undefined when there is more than `limit` bytes of it. React Native has no streams to count. */
async function textOf(response: Response, limit: number): Promise<string | undefined> {
  if (!response.body?.getReader) {
    return response.text();
  }
  const bytes = await bytesOf(response.body, limit);
  return bytes && new TextDecoder().decode(bytes);
}

/** Browsers do not say where to. Query and user info may hold secrets. */
function redirectError(location = "an unknown address"): Error {
  const address = location.replace(/[?#].*/, "").replace(/\/\/.*@/, "//");
  return new Error(`Redirects are not followed: ${address}`);
}

/** Rejects a turn later: after a stall, a response that has arrived comes first. */
function timeout(limit: number): Promise<never> {
  const error = new Error(`Request did not complete within ${limit} ms`);
  error.name = "TimeoutError";
  return new Promise((_, reject) => setTimeout(reject, 0, error));
}

/** Reads a response body to its end, for request handlers that leave that to the client. */
export const streamCollector: StreamCollector = async (body: ReadableStream<Uint8Array> | Blob) => {
  const bytes =
    "getReader" in body
      ? await bytesOf(body, MAX_RESPONSE_SIZE)
      : new Uint8Array(await new Response(body).arrayBuffer());
  if (bytes === undefined) {
    throw responseTooLarge(MAX_RESPONSE_SIZE);
  }
  return bytes;
};

/** The bytes of a stream; undefined when there are more than `limit`, unless that is 0. */
export async function bytesOf(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      const bytes = new Uint8Array(size);
      let position = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, position);
        position += chunk.length;
      }
      return bytes;
    }
    size += value.length;
    if (limit && size > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
}
