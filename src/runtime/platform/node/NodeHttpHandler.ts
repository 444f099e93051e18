import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import * as timers from "node:timers";
import type { HttpHandlerOptions, HttpRequest, Logger } from "@smithy/types";
import { abortError, onAbort } from "../../errors/abortable.js";
import { HttpResponse } from "../../protocol/HttpResponse.js";
import { requestTarget } from "../../protocol/requestTarget.js";
import type { RequestHandler } from "../RequestHandler.js";
import type { RequestHandlerOptions } from "../requestHandlerOptions.js";
import { SocketWatch } from "./SocketWatch.js";

type Answer = { response: HttpResponse };
type Send = (options: RequestOptions) => ClientRequest;

/** An agent, or options for one. */
type GivenAgent = Agent | object | undefined;

interface Options extends RequestHandlerOptions {
  httpAgent: GivenAgent;
  httpsAgent: GivenAgent;
  socketTimeout?: number;
  socketAcquisitionWarningTimeout?: number;
  logger?: Logger;
}

/** Node.js counts sockets; an agent of another make may not. */
type CountingAgent = Agent & { totalSocketCount?: number };

/** How requests of one protocol go out. */
interface Transport {
  options: Options;
  agent: Agent;
  send: Send;
}

/** The key under which a client hands on its logger, to handlers that have none. */
const LOGGER = Symbol.for("logger") as never;
/** As many connections as AWS's clients open to one host. */
const MAX_SOCKETS = 50;
/** As it is when this file is loaded: a test's fake timers, set later, would hold requests back. */
const { setImmediate } = timers;
/** Errors of the network that mean "too late" (Node.js, `error.code`). */
const TIMEOUT_CODES: readonly unknown[] = ["ECONNRESET", "EPIPE", "ETIMEDOUT"];

/**
 * Sends requests by `node:http` and `node:https`, which are loaded with the first request that needs them: to load them
 * takes longer than to load this package.
 *
 * It takes the options of Smithy's `NodeHttpHandler` and behaves like it, but for time limits: they throw. Smithy's own
 * handler costs 35–50 µs more a request and loads `node:http2` (8 ms).
 */
export class NodeHttpHandler implements RequestHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  private readonly watch = new SocketWatch();
  private options: () => Promise<Options>;
  private transports: Record<string, Transport | undefined> = {};

  /** @param options - asked for with the first request. */
  constructor(options: () => Promise<RequestHandlerOptions>) {
    this.options = options as () => Promise<Options>;
  }

  /** @throws TimeoutError, AbortError, and what Node.js throws when the server can't be reached. */
  handle(request: HttpRequest, options: HttpHandlerOptions = {}): Promise<Answer> {
    const transport = this.transports[request.protocol];
    return transport === undefined
      ? this.load(request.protocol).then((loaded) => this.send(loaded, request, options))
      : this.send(transport, request, options);
  }

  /** Closes idle and busy connections. */
  destroy(): void {
    for (const transport of Object.values(this.transports)) {
      transport?.agent.destroy();
    }
  }

  /** Sets an option for the requests to come. */
  updateHttpClientConfig(key: never, value: never): void {
    const former = this.options;
    this.options = async () =>
      key === LOGGER ? { logger: value, ...(await former()) } : { ...(await former()), [key]: value };
    this.transports = {};
  }

  /** The options in force; none before the first request. */
  httpHandlerConfigs(): object {
    return Object.values(this.transports)[0]?.options ?? {};
  }

  private async load(protocol: string): Promise<Transport> {
    const options = await this.options();
    const isHttps = protocol === "https:";
    const { Agent, request } = isHttps ? await import("node:https") : await import("node:http");
    const given = isHttps ? options.httpsAgent : options.httpAgent;
    const agent = isAgent(given) ? given : new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS, ...given });
    // A request that came at the same time may have been first.
    this.transports[protocol] ??= { options, agent, send: request as Send };
    return this.transports[protocol];
  }

  private send(
    transport: Transport,
    request: HttpRequest,
    { abortSignal, requestTimeout }: HttpHandlerOptions,
  ): Promise<Answer> {
    const { options, agent, send } = transport;
    const limit = requestTimeout ?? options.requestTimeout;
    return new Promise((resolve, reject) => {
      if (abortSignal?.aborted) {
        reject(abortError(abortSignal));
        return;
      }
      const outgoing = send({
        agent,
        auth: userInfo(request),
        headers: request.headers,
        host: request.hostname.replace(/^\[(.*)\]$/, "$1"),
        method: request.method,
        path: requestTarget(request),
        port: request.port,
      });
      let incoming: IncomingMessage | undefined;
      /** Before the head of the answer is there, the promise fails; after that, the stream of the body. */
      const fail = (error: Error): void => {
        incoming?.destroy(error);
        outgoing.destroy(error);
        reject(error);
      };
      const timer = limit > 0 ? setTimeout(() => fail(timeoutError(requestTimeoutMessage(limit))), limit) : undefined;
      const stopListening = abortSignal && onAbort(abortSignal, () => fail(abortError(abortSignal)));
      outgoing.once("close", () => {
        clearTimeout(timer);
        stopListening?.();
      });
      outgoing.on("error", (error: Error & { code?: string }) => {
        reject(TIMEOUT_CODES.includes(error.code) ? Object.assign(error, { name: "TimeoutError" }) : error);
      });
      outgoing.once("response", (response: IncomingMessage) => {
        incoming = response;
        const { statusCode = -1, statusMessage, headers } = response;
        resolve({
          response: new HttpResponse({ statusCode, reason: statusMessage, headers: joined(headers), body: response }),
        });
      });
      outgoing.once("socket", (socket: Socket) => limitSocket(socket, outgoing, options, fail));
      if (isFull(agent)) {
        this.watch.look(agent, options);
      }
      whenToWrite(outgoing, agent, () => writeBody(outgoing, request.body));
    });
  }
}

function isFull({ totalSocketCount = 0, maxSockets }: CountingAgent): boolean {
  return totalSocketCount >= maxSockets;
}

function isAgent(given: GivenAgent): given is Agent {
  return typeof (given as Partial<Agent> | undefined)?.destroy === "function";
}

function userInfo({ username, password }: HttpRequest): string | undefined {
  return username == null && password == null ? undefined : `${username ?? ""}:${password ?? ""}`;
}

/** Node.js lists the values of a header that came more than once. */
function joined(headers: IncomingMessage["headers"]): Record<string, string> {
  for (const name in headers) {
    if (Array.isArray(headers[name])) {
      headers[name] = headers[name].join(",");
    }
  }
  return headers as Record<string, string>;
}

function limitSocket(
  socket: Socket,
  request: ClientRequest,
  { connectionTimeout, socketTimeout = 0 }: Options,
  fail: (error: Error) => void,
): void {
  if (socket.connecting && connectionTimeout > 0) {
    // In Smithy's words: there are those who look for them.
    const message = `@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of ${connectionTimeout} ms.`;
    const timer = setTimeout(() => fail(timeoutError(message)), connectionTimeout);
    const stop = () => clearTimeout(timer);
    socket.once("connect", stop);
    request.once("close", stop);
  }
  if (socketTimeout > 0) {
    const message = `The request socket was idle for the socketTimeout of ${socketTimeout} ms.`;
    request.setTimeout(socketTimeout, () => fail(timeoutError(message)));
  }
}

function requestTimeoutMessage(limit: number): string {
  return `@smithy/node-http-handler - [ERROR] a request has exceeded the configured ${limit} ms requestTimeout.`;
}

function timeoutError(message: string): Error {
  return Object.assign(new Error(message), { name: "TimeoutError", code: "ETIMEDOUT" });
}

/**
 * Connections that are there already get what this turn of the event loop has for them at the end of the turn, all together:
 * a server on the same machine, a proxy perhaps, is then woken once and not for each request. With 16 calls in flight a call
 * takes 62 µs of CPU time so, and 98 µs without. A connection that is alone has nothing to wait for.
 */
function whenToWrite(outgoing: ClientRequest, agent: CountingAgent, write: () => void): void {
  // Timers that were faked before this file was loaded say so by a clock.
  const mayWait = !("clock" in setImmediate) && (agent.totalSocketCount ?? 0) > 1;
  if (mayWait && outgoing.reusedSocket) {
    setImmediate(write);
  } else if (mayWait && isFull(agent)) {
    outgoing.once("socket", ({ connecting }: Socket) => (connecting ? write() : setImmediate(write)));
  } else {
    write();
  }
}

/** Text, bytes, or a stream that a plugin put in place. */
function writeBody(request: ClientRequest, body: unknown): void {
  if (typeof (body as Readable | undefined)?.pipe === "function") {
    (body as Readable).pipe(request);
  } else if (body == null || typeof body === "string" || body instanceof Uint8Array) {
    request.end(body ?? undefined);
  } else {
    request.end(
      ArrayBuffer.isView(body)
        ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
        : Buffer.from(body as ArrayBuffer),
    );
  }
}
