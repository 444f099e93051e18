import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { CognitoIdentityService, startCognitoIdentity } from "../../src/local/index.js";
import type { Run, RunSettings } from "./Runtime.js";
import { ADMIN, SESSION } from "./suite/accessKeys.js";
import type { Result } from "./suite/index.js";

/** A run takes a few seconds. Above this limit, it counts as hanging, however busy the machine. */
const RUN_LIMIT_MS = 600_000;

/** A run in progress. */
interface Stay {
  readonly service: CognitoIdentityService;
  readonly settings: RunSettings;
  readonly webFolder: string | undefined;
  readonly policy: string;
  readonly resolve: (results: Result[]) => void;
  readonly reject: (error: Error) => void;
}

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };

/**
 * Starts a local service from the packed package for each run, because faults and the clock affect the whole service; and the server for
 * pages, for control requests (which pages can't send directly), and for reports.
 */
export class Hub {
  readonly #server: Server;
  readonly #truncating: Server = createServer(truncateFirstAttempt);
  readonly #start: typeof startCognitoIdentity;
  readonly #stays = new Map<string, Stay>();
  readonly #pages = new Map<string, Queue>();

  private constructor(server: Server, application: string) {
    this.#server = server;
    this.#start = createRequire(join(application, "package.json"))(
      "cognito-identity-client/local",
    ).startCognitoIdentity;
  }

  static async open(application: string): Promise<Hub> {
    const server = createServer((request, response) => {
      hub.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
      });
    });
    const hub = new Hub(server, application);
    await Promise.all([listen(server), listen(hub.#truncating)]);
    return hub;
  }

  get origin(): string {
    return originOf(this.#server);
  }

  /** Provides everything that a run needs, and waits for its report. */
  async accommodate(run: Run): Promise<Result[]> {
    const webFolder = await run.webFolder?.();
    const service = await this.#start({ region: "eu-west-1", control: true, credentials: [ADMIN, SESSION] });
    const refusedEndpoint = await closedEndpoint();
    const id = String(this.#stays.size + 1);
    const url = `${this.origin}/runs/${id}`;
    const settings: RunSettings = {
      endpoint: service.endpoint,
      refusedEndpoint,
      truncatingEndpoint: originOf(this.#truncating),
      controlUrl: `${url}/control`,
      reportUrl: `${url}/report`,
      webUrl: `${url}/files`,
      expectedRuntime: run.expectedRuntime,
    };
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Result[]>((resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`There was no report within ${RUN_LIMIT_MS} ms.`)), RUN_LIMIT_MS);
        const policy = policyFor([service.endpoint, refusedEndpoint, settings.truncatingEndpoint], `${url}/violation`);
        this.#stays.set(id, { service, settings, webFolder, policy, resolve, reject });
        run.start(settings).then(() => reject(new Error("It ended without a report.")), reject);
      });
    } finally {
      clearTimeout(timer);
      await service.close();
    }
  }

  /** Opens a page in the browser that polls as `session`. */
  show(session: string, url: string): void {
    this.#queueOf(session).put(url);
  }

  close(): void {
    for (const server of [this.#server, this.#truncating]) {
      server.closeAllConnections();
      server.close();
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.origin);
    const [, kind, id = "", what, ...path] = pathname.split("/");
    if (kind === "sessions") {
      response.end(await this.#queueOf(id).take());
      return;
    }
    const stay = this.#stays.get(id);
    if (kind !== "runs" || stay === undefined) {
      response.writeHead(404).end();
    } else if (what === "files") {
      await sendFile(stay, path.join("/"), response);
    } else if (what === "control") {
      await passOn(stay.service, request, path.join("/"), response);
    } else {
      const text = await textOf(request);
      if (what === "report") stay.resolve(JSON.parse(text) as Result[]);
      // Everything else is a problem: an error of a page, or a violation of its policy.
      else stay.reject(new Error(`${what}: ${text}`));
      response.end();
    }
  }

  #queueOf(session: string): Queue {
    const queue = this.#pages.get(session) ?? new Queue();
    this.#pages.set(session, queue);
    return queue;
  }
}

/** A queue of strings: readers wait for strings, or strings for readers. */
class Queue {
  readonly #texts: string[] = [];
  readonly #takers: ((text: string) => void)[] = [];

  put(text: string): void {
    const taker = this.#takers.shift();
    if (taker === undefined) this.#texts.push(text);
    else taker(text);
  }

  take(): Promise<string> {
    const text = this.#texts.shift();
    return text === undefined ? new Promise((resolve) => this.#takers.push(resolve)) : Promise.resolve(text);
  }
}

/** The strictest policy with which a page can load its own scripts and call the service. */
function policyFor(endpoints: readonly string[], reportUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    // Firefox requests the page's icon.
    "img-src 'self'",
    `connect-src 'self' ${endpoints.join(" ")}`,
    "base-uri 'none'",
    `report-uri ${reportUrl}`,
  ].join("; ");
}

async function sendFile({ settings, webFolder, policy }: Stay, path: string, response: ServerResponse): Promise<void> {
  const file = join(webFolder ?? "", normalize(`/${path}`));
  const content = path === "settings.json" ? JSON.stringify(settings) : await readFile(file);
  response.writeHead(200, {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "content-security-policy": policy,
    "cache-control": "no-store",
  });
  response.end(content);
}

async function passOn(
  { endpoint, controlToken }: CognitoIdentityService,
  request: IncomingMessage,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const body = await textOf(request);
  const answer = await fetch(`${endpoint}/_control${path && `/${path}`}`, {
    method: request.method ?? "GET",
    headers: { authorization: `Bearer ${controlToken}` },
    ...(body !== "" && { body }),
  });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}

const listen = (server: Server, host = "127.0.0.1") => new Promise<void>((resolve) => server.listen(0, host, resolve));
function originOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  return `http://${address}:${port}`;
}

/** An address that refuses connections. Another run could get a port of the address on which all other servers listen. */
async function closedEndpoint(): Promise<string> {
  const server = createServer();
  await listen(server, "127.0.0.2");
  const origin = originOf(server);
  await new Promise((resolve) => server.close(resolve));
  return origin;
}

/** Ends the response to a first attempt after half of its chunks. Its length is not known in advance, as behind some proxies. */
function truncateFirstAttempt(request: IncomingMessage, response: ServerResponse): void {
  const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
  response.writeHead(200, { ...headers, "content-type": "application/x-amz-json-1.1" });
  if (request.method === "OPTIONS") {
    response.end();
    return;
  }
  const half = '{"IdentityId":';
  response.write(half);
  if (request.headers["amz-sdk-request"]?.includes("attempt=1")) response.socket?.end();
  else response.end('"eu-west-1:whole"}');
}
