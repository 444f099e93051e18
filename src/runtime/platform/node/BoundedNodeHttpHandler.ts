import type { IncomingMessage } from "node:http";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { HttpHandlerOptions, HttpRequest, HttpResponse } from "@smithy/types";
import type { RequestHandlerOptions } from "../requestHandlerOptions.js";

/** Smithy's handler, whose time limit ends when the head of the response is there, with the limit held over the body too. */
export class BoundedNodeHttpHandler {
  readonly #inner: NodeHttpHandler;
  #requestTimeout: number;

  constructor(options: RequestHandlerOptions) {
    this.#inner = new NodeHttpHandler(options as never);
    this.#requestTimeout = options.requestTimeout;
  }

  destroy(): void {
    this.#inner.destroy();
  }

  updateHttpClientConfig(key: string, value: unknown): void {
    if (key === "requestTimeout") {
      this.#requestTimeout = value as number;
    }
    this.#inner.updateHttpClientConfig(key as never, value as never);
  }

  httpHandlerConfigs(): object {
    return this.#inner.httpHandlerConfigs();
  }

  async handle(request: HttpRequest, options: HttpHandlerOptions = {}): Promise<{ response: HttpResponse }> {
    const startedAt = Date.now();
    const result = await this.#inner.handle(request as never, options);
    const limit = options.requestTimeout ?? this.#requestTimeout;
    if (limit > 0) {
      boundBody(result.response.body, limit, startedAt);
    }
    return result;
  }
}

function boundBody(body: IncomingMessage, limit: number, startedAt: number): void {
  const timer = setTimeout(
    () => {
      const message = `The response was not complete within the requestTimeout of ${limit} ms. Raise it in the client's requestHandler options.`;
      body.destroy(Object.assign(new Error(message), { name: "TimeoutError", code: "ETIMEDOUT" }));
    },
    Math.max(0, limit - (Date.now() - startedAt)),
  );
  body.once("close", () => clearTimeout(timer));
}
