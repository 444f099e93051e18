import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import module from "node:module";
import type { HttpHandlerOptions, HttpRequest, Logger } from "@smithy/types";
import { abortError } from "../../errors/abortable.js";
import { quietly } from "../../errors/thrown.js";
import { HttpResponse, requestTarget } from "../../http/httpMessages.js";
import { givenOptions, limitOf, type RequestHandler, type RequestHandlerOptions } from "../../http/RequestHandler.js";
import { limitSize } from "./bytes.js";
import { exchange, isQueued, type TimeLimits } from "./exchange.js";

type Answer = { response: HttpResponse };

/** An agent, or options for one. */
type GivenAgent = Agent | object | undefined;

interface Options extends RequestHandlerOptions, TimeLimits {
  connectionTimeout: number;
  requestTimeout: number;
  httpAgent?: GivenAgent;
  httpsAgent?: GivenAgent;
  socketAcquisitionWarningTimeout?: number;
  logger?: Logger;
}

/** The module and agent for requests of one protocol. */
interface Transport {
  options: Options;
  agent: Agent;
  /** The module itself, so that a tracer that replaces its `request` later sees the requests from then on. */
  http: { request(options: RequestOptions): ClientRequest };
}

/** The key under which a client passes its logger to handlers without one. */
const LOGGER = Symbol.for("logger");
/** The same number of connections per host as in AWS's clients. */
const MAX_SOCKETS = 50;

/**
 * Sends requests with `node:http` and `node:https`, which are loaded with the first request that needs them, because loading them takes
 * longer than loading this package.
 *
 * It has the options and the behavior of Smithy's `NodeHttpHandler`, except that time limits throw. Smithy's handler takes 35–50 µs more
 * per request, and loads `node:http2` (8 ms).
 */
export class NodeHttpHandler implements RequestHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  private readonly watch = new SocketWatch();
  private options: () => Promise<Options>;
  private transports: Record<string, Transport | undefined> = {};

  /**
   * @param options - read with the first request.
   * @param given - may be a function that returns options, which AWS's clients accept as well, although their types do not.
   * @throws Error for a dispatcher of undici.
   */
  constructor(options: () => Promise<RequestHandlerOptions>, given?: unknown) {
    checkDispatcher("requestHandler", given);
    this.options =
      typeof given === "function" ? async () => ({ ...(await options()), ...givenOptions(await given()) }) : options;
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
      transport?.agent.destroy?.();
    }
  }

  /**
   * Sets an option for later requests.
   *
   * @throws Error for an invalid limit.
   */
  updateHttpClientConfig(key: string | symbol, value: Logger): void {
    const former = this.options;
    const changed = givenOptions({ [key]: value });
    this.options = async () =>
      key === LOGGER ? { logger: value, ...(await former()) } : { ...(await former()), ...changed };
    this.transports = {};
  }

  /** The current options; empty before the first request. */
  httpHandlerConfigs(): object {
    return Object.values(this.transports)[0]?.options ?? {};
  }

  private async load(protocol: string): Promise<Transport> {
    // An option that is set in the meantime replaces the transports.
    const { transports } = this;
    const options = await this.options();
    const isHttps = protocol === "https:";
    // Tools that record requests hook `require`, which `import()` in a bundle bypasses.
    const http = module.createRequire(process.execPath)(isHttps ? "node:https" : "node:http");
    const given = isHttps ? options.httpsAgent : options.httpAgent;
    checkDispatcher(isHttps ? "httpsAgent" : "httpAgent", given);
    const agent = isAgent(given) ? given : new http.Agent({ keepAlive: true, maxSockets: MAX_SOCKETS, ...given });
    // A concurrent request may have been first.
    transports[protocol] ??= { options, agent, http };
    return transports[protocol];
  }

  private async send(
    { options, agent, http }: Transport,
    request: HttpRequest,
    { abortSignal, requestTimeout }: HttpHandlerOptions,
  ): Promise<Answer> {
    const limits =
      requestTimeout == null ? options : { ...options, requestTimeout: limitOf("requestTimeout", requestTimeout) };
    if (abortSignal?.aborted) {
      throw abortError(abortSignal);
    }
    const outgoing = http.request({
      agent,
      auth: userInfo(request),
      headers: request.headers,
      host: request.hostname.replace(/^\[(.*)\]$/, "$1"),
      method: request.method,
      path: requestTarget(request),
      port: request.port,
    });
    const queued = isQueued(agent, outgoing);
    if (queued) {
      this.watch.look(agent, options);
    }
    const incoming = await exchange(outgoing, { agent, queued, body: request.body, limits, abortSignal });
    limitSize(incoming, options.maxResponseSize);
    const { statusCode = -1, statusMessage, headers } = incoming;
    return {
      response: new HttpResponse({ statusCode, reason: statusMessage, headers: joined(headers), body: incoming }),
    };
  }
}

/** The agents of `tunnel` have only `addRequest`. If they counted as options, requests would bypass the proxy without an error. */
function isAgent(given: GivenAgent): given is Agent {
  const { addRequest, destroy } = Object(given);
  return typeof addRequest === "function" || typeof destroy === "function";
}

/** @throws Error for a URL or a dispatcher of undici, which would not be used: requests would bypass the proxy. */
function checkDispatcher(name: string, given: unknown): void {
  if (typeof given === "string" || typeof Object(given).dispatch === "function") {
    const found = typeof given === "string" ? "text" : "a dispatcher of undici";
    throw new Error(
      `\`${name}\` is ${found}. For a proxy, pass an agent: \`requestHandler: { httpsAgent: new ProxyAgent() }\`, with ProxyAgent of proxy-agent.`,
    );
  }
}

function userInfo({ username, password }: HttpRequest): string | undefined {
  return username == null && password == null ? undefined : `${username ?? ""}:${password ?? ""}`;
}

/** Node.js returns an array for a header that occurs more than once. */
function joined(headers: IncomingMessage["headers"]): Record<string, string> {
  for (const name in headers) {
    if (Array.isArray(headers[name])) {
      headers[name] = headers[name].join(",");
    }
  }
  return headers as Record<string, string>;
}

/** The minimum time between warnings. */
const SILENCE_MS = 15_000;

/** Warns if requests queue for connections, because the application sends more than its connections can carry. */
class SocketWatch {
  private isWatching = false;

  /** Called if no connection is free. Warns if, some time later, the number of waiting requests is twice that of connections. */
  look(agent: Agent, options: Options): void {
    if (this.isWatching) {
      return;
    }
    this.isWatching = true;
    const { socketAcquisitionWarningTimeout, connectionTimeout, requestTimeout } = options;
    const timer = setTimeout(
      () => {
        const silence = warn(agent, options.logger ?? console) ? SILENCE_MS : 0;
        setTimeout(() => {
          this.isWatching = false;
        }, silence).unref();
      },
      socketAcquisitionWarningTimeout ?? connectionTimeout + requestTimeout,
    );
    timer.unref();
  }
}

function warn({ sockets, requests, maxSockets }: Agent, logger: Logger): boolean {
  for (const origin of Object.keys(sockets)) {
    const used = sockets[origin]?.length ?? 0;
    const waiting = requests[origin]?.length ?? 0;
    if (used >= maxSockets && waiting >= 2 * maxSockets) {
      const text =
        `cognito-identity-client - all ${used} connections are in use and ${waiting} more requests wait. ` +
        "Raise maxSockets of the agent in the client's requestHandler options, or send less at a time.";
      void quietly(() => logger.warn?.(text));
      return true;
    }
  }
  return false;
}
