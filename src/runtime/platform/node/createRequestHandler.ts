import type { IncomingMessage } from "node:http";
import type { HttpHandlerOptions, HttpRequest, HttpResponse } from "@smithy/types";
import { onAbort } from "../../errors/abortable.js";
import type { RequestHandler, RequestHandlerInput } from "../RequestHandler.js";
import { type RequestHandlerOptions, requestHandlerOptions } from "../requestHandlerOptions.js";
import type { BoundedNodeHttpHandler } from "./BoundedNodeHttpHandler.js";

type AbortSignalLike = NonNullable<HttpHandlerOptions["abortSignal"]>;

/** The caller's request handler, or one over `node:http` and `node:https` that loads them with its first request. */
export function createRequestHandler(
  given: RequestHandlerInput | undefined,
  modeDefaults: () => Promise<object>,
): RequestHandler {
  return isRequestHandler(given)
    ? given
    : new DeferredHttpHandler(async () => requestHandlerOptions(given, await modeDefaults()));
}

/** Loading Node.js's network modules takes longer than loading this package; a process that sends nothing goes without. */
class DeferredHttpHandler implements RequestHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  readonly #options: () => Promise<RequestHandlerOptions>;
  readonly #updates: [never, never][] = [];
  #loading: Promise<BoundedNodeHttpHandler> | undefined;
  #handler: BoundedNodeHttpHandler | undefined;

  constructor(options: () => Promise<RequestHandlerOptions>) {
    this.#options = options;
  }

  handle(request: HttpRequest, options: HttpHandlerOptions = {}): Promise<{ response: HttpResponse }> {
    const { abortSignal } = options;
    if (abortSignal === undefined) {
      return this.#send(request, options);
    }
    return relayAbort(abortSignal, (relay) => this.#send(request, { ...options, abortSignal: relay }));
  }

  /** Closes idle and busy sockets. */
  destroy(): void {
    this.#handler?.destroy();
  }

  updateHttpClientConfig(key: never, value: never): void {
    if (this.#handler === undefined) {
      this.#updates.push([key, value]);
    } else {
      this.#handler.updateHttpClientConfig(key, value);
    }
  }

  httpHandlerConfigs(): object {
    return this.#handler?.httpHandlerConfigs() ?? {};
  }

  #send(request: HttpRequest, options: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    return this.#handler === undefined
      ? this.#load().then((handler) => handler.handle(request, options))
      : this.#handler.handle(request, options);
  }

  #load(): Promise<BoundedNodeHttpHandler> {
    this.#loading ??= this.#create().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #create(): Promise<BoundedNodeHttpHandler> {
    const [{ BoundedNodeHttpHandler }, options] = await Promise.all([
      import("./BoundedNodeHttpHandler.js"),
      this.#options(),
    ]);
    const handler = new BoundedNodeHttpHandler(options);
    for (const [key, value] of this.#updates) {
      handler.updateHttpClientConfig(key, value);
    }
    this.#handler = handler;
    return handler;
  }
}

function isRequestHandler(given: RequestHandlerInput | undefined): given is RequestHandler {
  return typeof (given as Partial<RequestHandler> | undefined)?.handle === "function";
}

/**
 * Gives one request a signal of its own. Smithy's handler listens to the signal once per request, and Node.js warns of a
 * leak when more than ten requests share one.
 */
async function relayAbort(
  signal: AbortSignalLike,
  send: (relay: AbortSignalLike) => Promise<{ response: HttpResponse }>,
): Promise<{ response: HttpResponse }> {
  const relay = {
    get aborted() {
      return signal.aborted;
    },
    get reason() {
      return "reason" in signal ? signal.reason : undefined;
    },
    onabort: null as (() => void) | null,
  };
  const stopListening = onAbort(signal, () => relay.onabort?.());
  try {
    const result = await send(relay as AbortSignalLike);
    (result.response.body as IncomingMessage).once("close", stopListening);
    return result;
  } catch (error) {
    stopListening();
    throw error;
  }
}
