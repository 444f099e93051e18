import type { HttpHandlerOptions, HttpRequest, HttpResponse as IHttpResponse, StreamCollector } from "@smithy/types";
import { within } from "../../base/refresher.js";
import { abortable } from "../../errors/abortable.js";
import { HttpResponse, originOf, requestTarget } from "../../http/httpMessages.js";
import {
  givenOptions,
  limitOf,
  MAX_RESPONSE_SIZE,
  REQUEST_TIMEOUT_MS,
  type RequestHandler,
  type RequestHandlerOptions,
  responseTooLarge,
} from "../../http/RequestHandler.js";

interface Options extends RequestHandlerOptions {
  cache?: string;
  credentials?: string;
  customFetch?: typeof fetch;
  keepAlive?: boolean;
  requestInit?: (request: HttpRequest) => RequestInit;
}

/**
 * Sends requests with `fetch`, and accepts the options of Smithy's `FetchHttpHandler`.
 *
 * It reads the body as part of the request, as text. The time limit and the abort signal therefore include it, and React Native, whose
 * `fetch` has no body streams, needs no polyfill.
 */
export class FetchHttpHandler implements RequestHandler {
  private options: () => Promise<Options>;
  private known: Options | undefined;

  /** @param options - read with the first request. */
  constructor(options: () => Promise<RequestHandlerOptions>, _given?: object) {
    this.options = options;
  }

  /** @throws TimeoutError, AbortError, and what `fetch` throws when the server can't be reached. */
  async handle(request: HttpRequest, handlerOptions: HttpHandlerOptions = {}): Promise<{ response: HttpResponse }> {
    const { options } = this;
    const known = this.known ?? (await options());
    // An option may have been set in the meantime.
    if (options === this.options) {
      // Not by assignment, which throws in a snapshot of a state library, whose objects are frozen.
      Reflect.set(this, "known", known);
    }
    const { cache, credentials, keepAlive = false, requestInit } = known;
    const { method, headers, body } = request;
    const init: object = {
      method,
      headers,
      body: method === "GET" || method === "HEAD" ? undefined : body,
      keepalive: keepAlive,
      ...(credentials && { credentials }),
      ...(cache && { cache }),
      // Required for streams; no effect otherwise.
      ...(typeof body === "object" && { duplex: "half" }),
      ...requestInit?.(request),
    };
    const { requestTimeout, maxResponseSize, customFetch } = known;
    const url = originOf(request) + requestTarget(request);
    const response = await sendByFetch(url, init, handlerOptions, requestTimeout, maxResponseSize, customFetch);
    return { response: new HttpResponse(response) };
  }

  /** Does nothing, because the browser manages connections. */
  destroy(): void {}

  /**
   * Sets an option for later requests.
   *
   * @throws Error for an invalid limit.
   */
  updateHttpClientConfig(key: string | symbol, value: unknown): void {
    const changed = givenOptions({ [key]: value });
    const former = this.options;
    this.options = async () => ({ ...(await former()), ...changed });
    this.known = undefined;
  }

  /** The current options; empty before the first request. */
  httpHandlerConfigs(): object {
    return this.known ?? {};
  }
}

/** @throws TimeoutError, AbortError, and what `fetch` throws when the server can't be reached. */
export async function sendByFetch(
  url: string,
  init: RequestInit,
  { abortSignal, requestTimeout }: HttpHandlerOptions = {},
  usualTimeout: number = REQUEST_TIMEOUT_MS,
  maxResponseSize: number = MAX_RESPONSE_SIZE,
  customFetch: typeof fetch = fetch,
): Promise<IHttpResponse> {
  const controller = new AbortController();
  const limit = limitOf("requestTimeout", requestTimeout ?? usualTimeout);
  const send = async () => {
    try {
      // Redirects are not followed, because the request would be sent again, including its login tokens, to any address in the response.
      const sent = { redirect: "manual", ...init, body: unchanged(init.body) } as const;
      const response = await customFetch(requestOf(url, sent, controller.signal));
      return [response, await textOf(response, maxResponseSize)] as const;
    } catch (error) {
      // A failed connection, which engines report with different names and in different languages.
      throw Object(error).name === "AbortError" ? error : Object.assign(Object(error), { $retryable: {} });
    }
  };
  try {
    const exchange = () => (limit > 0 ? within(limit, send(), () => timeout(limit)) : send());
    const [{ headers, status, statusText, type }, text] = await abortable(exchange, abortSignal);
    const answered: Record<string, string> = Object.fromEntries(headers.entries());
    if (type === "opaqueredirect" || (answered.location && [301, 302, 303, 307, 308].includes(status))) {
      throw redirectError(answered.location);
    }
    return { statusCode: status, reason: statusText, headers: answered, body: withinLimit(text, maxResponseSize) };
  } finally {
    // For a request that is still pending.
    controller.abort();
  }
}

/** Normalization form C changes no text that consists of characters before U+0300. */
const MAY_CHANGE = /[^\0-\u02ff]/;

/**
 * As bytes, if the engine might change it: WebKit 2.38 (Safari 16.0) sends text in normalization form C, for which the signature is wrong.
 * React Native before 0.74 has no `TextEncoder`, and changes nothing.
 */
function unchanged(body: BodyInit | null | undefined): BodyInit | null | undefined {
  return typeof body === "string" && MAY_CHANGE.test(body) && typeof TextEncoder === "function"
    ? new TextEncoder().encode(body)
    : body;
}

/**
 * Without the signal if `Request` rejects it: test environments such as jsdom replace `AbortSignal`, but not `Request`. An abort then ends
 * the call, but not the exchange.
 */
function requestOf(url: string, init: RequestInit, signal: AbortSignal): Request {
  try {
    return new Request(url, { signal, ...init });
  } catch {
    return new Request(url, init);
  }
}

/** Returns undefined for more than `limit` bytes. React Native has no streams to count. */
async function textOf(response: Response, limit: number): Promise<string | undefined> {
  if (!response.body?.getReader) {
    return response.text();
  }
  const bytes = await bytesOf(response.body, limit);
  // Decoded in one piece, because `fast-text-encoding`, a polyfill for React Native, does not support `stream`.
  return bytes && new TextDecoder().decode(bytes);
}

function withinLimit<Body>(body: Body | undefined, limit: number): Body {
  if (body === undefined) {
    throw responseTooLarge(limit);
  }
  return body;
}

/** Reads a response body to its end, for request handlers that leave that to the client. */
export async function textOfBody(body: unknown): Promise<string> {
  return typeof body === "string"
    ? body
    : withinLimit(await textOf(new Response(body as Blob), MAX_RESPONSE_SIZE), MAX_RESPONSE_SIZE);
}

/** The errors of browsers do not contain the address. Query and user info may contain secrets. */
function redirectError(location = "an unknown address"): Error {
  const address = location.replace(/[?#].*/, "").replace(/\/\/.*@/, "//");
  return new Error(`Redirects are not followed: ${address}`);
}

/** Rejects one turn later, so that a response that arrived during a stall takes precedence. */
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
  return withinLimit(bytes, MAX_RESPONSE_SIZE);
};

/** The bytes of a stream; undefined if there are more than `limit`, unless that is 0. */
async function bytesOf(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    size += read.value.length;
    if (limit && size > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
  }
  const bytes = new Uint8Array(size);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}
