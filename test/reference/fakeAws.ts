import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The status and body of a response: JSON, unless it is a string. "close" closes the connection without a response. */
export type Answer = readonly [status: number, body: unknown, headers?: Record<string, string>] | "close";

/** The time of both chains. */
export const NOW = "Fri, 02 Jan 2026 03:04:05 GMT";

/** Every service that the chain can call, at one address. The last response to a request is repeated. */
export interface FakeAws extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Responses by method and path, or by the action of STS. */
  answers: Readonly<Record<string, readonly Answer[]>>;
  requests: Request[];
}

export async function fakeAws(): Promise<FakeAws> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { method = "", url = "" } = request;
    const key = /^Action=(\w+)/.exec(body)?.[1] ?? `${method} ${url.split("?")[0]}`;
    const asked = aws.requests.filter((one) => keyOf(one) === key).length;
    aws.requests.push({ method, url, headers: request.headers as Record<string, string>, body });
    const answers = aws.answers[key] ?? [[404, `no response to ${key}`]];
    const answer = answers[Math.min(asked, answers.length - 1)] as Answer;
    if (answer === "close") {
      request.socket.destroy();
      return;
    }
    const [status, content, headers = {}] = answer;
    response.writeHead(status, { date: NOW, "x-amzn-requestid": "a request id", ...headers });
    response.end(typeof content === "string" ? content : JSON.stringify(content));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const aws: FakeAws = {
    url: `http://127.0.0.1:${port}`,
    port,
    answers: {},
    requests: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return aws;
}

function keyOf({ method, url, body }: Request): string {
  return /^Action=(\w+)/.exec(body)?.[1] ?? `${method} ${url.split("?")[0]}`;
}
