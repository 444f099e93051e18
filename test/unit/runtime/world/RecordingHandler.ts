import { HttpRequest, HttpResponse } from "@smithy/protocol-http";
import type { HttpHandlerOptions } from "@smithy/types";

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A request handler in memory that records the requests as they are at the time, and responds as configured. */
export class RecordingHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  readonly requests: HttpRequest[] = [];
  readonly options: HttpHandlerOptions[] = [];
  readonly #answer: (request: HttpRequest, count: number) => Answer | Error | Promise<Answer>;

  constructor(answer: (request: HttpRequest, count: number) => Answer | Error | Promise<Answer> = () => ({})) {
    this.#answer = answer;
  }

  get last(): HttpRequest {
    return this.requests.at(-1) ?? new HttpRequest({});
  }

  async handle(request: HttpRequest, options: HttpHandlerOptions = {}): Promise<{ response: HttpResponse }> {
    this.requests.push(HttpRequest.clone(request));
    this.options.push(options);
    const answer = await this.#answer(request, this.requests.length);
    if (answer instanceof Error) {
      throw answer;
    }
    const { status = 200, headers = {}, body = {} } = answer;
    return {
      response: new HttpResponse({
        statusCode: status,
        headers: { "x-amzn-requestid": `request-${this.requests.length}`, ...headers },
        body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
      }),
    };
  }

  destroy(): void {}
}
