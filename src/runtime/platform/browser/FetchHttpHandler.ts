import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";
import { abortError, onAbort } from "../../errors/abortable.js";
import { HttpResponse } from "../../protocol/HttpResponse.js";
import { requestTarget } from "../../protocol/requestTarget.js";
import type { RequestHandler } from "../RequestHandler.js";
import type { RequestHandlerOptions } from "../requestHandlerOptions.js";

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
  async handle(
    request: HttpRequest,
    { abortSignal, requestTimeout }: HttpHandlerOptions = {},
  ): Promise<{ response: HttpResponse }> {
    this.known ??= await this.options();
    const options = this.known;
    if (abortSignal?.aborted) {
      throw abortError(abortSignal);
    }
    const controller = new AbortController();
    const limit = requestTimeout ?? options.requestTimeout;
    let stopListening: (() => void) | undefined;
    let timer: unknown;
    const ended = new Promise<never>((_, reject) => {
      const end = (error: Error) => {
        reject(error);
        controller.abort();
      };
      stopListening = abortSignal && onAbort(abortSignal, () => end(abortError(abortSignal)));
      timer = limit > 0 ? setTimeout(() => end(timeoutError(limit)), limit) : undefined;
    });
    try {
      return { response: await Promise.race([send(request, options, controller.signal), ended]) };
    } finally {
      clearTimeout(timer as never);
      stopListening?.();
    }
  }

  /** There is nothing to close: connections are the browser's. */
  destroy(): void {}

  /** Sets an option for the requests to come. */
  updateHttpClientConfig(key: never, value: never): void {
    const former = this.options;
    this.options = async () => ({ ...(await former()), [key]: value });
    this.known = undefined;
  }

  /** The options in force; none before the first request. */
  httpHandlerConfigs(): object {
    return this.known ?? {};
  }
}

async function send(request: HttpRequest, options: Options, signal: AbortSignal): Promise<HttpResponse> {
  const { cache, credentials, customFetch = fetch, keepAlive = false, requestInit } = options;
  const { protocol, hostname, port, method, headers, body } = request;
  const url = `${protocol}//${hostname}${port ? `:${port}` : ""}${requestTarget(request)}`;
  const init: object = {
    method,
    headers,
    body: method === "GET" || method === "HEAD" ? undefined : body,
    keepalive: keepAlive,
    signal,
    ...(credentials && { credentials }),
    ...(cache && { cache }),
    // Demanded for streams, and only met there.
    ...(typeof body === "object" && { duplex: "half" }),
    ...requestInit?.(request),
  };
  try {
    const response = await customFetch(new Request(url, init));
    const text = await response.text();
    const answered: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      answered[name] = value;
    });
    return new HttpResponse({
      statusCode: response.status,
      reason: response.statusText,
      headers: answered,
      body: text,
    });
  } catch (error) {
    if ((error as Error | undefined)?.name !== "AbortError") {
      // Whatever the engine calls it, and in whatever language: the connection failed.
      Object.assign(error as Error, { $retryable: {} });
    }
    throw error;
  }
}

function timeoutError(limit: number): Error {
  return Object.assign(new Error(`Request did not complete within ${limit} ms`), { name: "TimeoutError" });
}
