import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as it was received. */
export interface RecordedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** The response of the server. `silence` means no response: it closes the connection, or keeps it open forever. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** The positions of pauses in the body, so that it arrives in pieces. */
  splits?: readonly number[];
  /** Announces the complete body, and closes the connection after this number of bytes. */
  cutAfter?: number;
  silence?: "reset" | "hang";
}

/** The response to each request. `index` starts at 0. */
export type Script = (request: RecordedRequest, index: number) => Answer;

export interface ScriptedServer {
  readonly endpoint: string;
  readonly requests: RecordedRequest[];
}

/** An HTTP server on a free port of this machine that ends with the test. */
export async function startServer(script: Script): Promise<ScriptedServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const request = await recorded(incoming).catch(() => undefined);
    if (request === undefined) {
      // The client gave up before the complete request had arrived.
      return;
    }
    const answer = script(request, requests.push(request) - 1);
    if (answer.silence === "reset") {
      incoming.socket.destroy();
    } else if (answer.silence === undefined) {
      await write(outgoing, answer);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

async function write(
  outgoing: ServerResponse,
  { status = 200, headers = {}, body = "{}", splits = [], cutAfter }: Answer,
): Promise<void> {
  const bytes = Buffer.from(body);
  const length = cutAfter !== undefined && { "content-length": String(bytes.length) };
  outgoing.writeHead(status, { "content-type": "application/x-amz-json-1.1", ...length, ...headers });
  let start = 0;
  for (const end of [...splits, ...(cutAfter === undefined ? [] : [cutAfter])]) {
    outgoing.write(bytes.subarray(start, end));
    start = end;
    await new Promise<void>((resolve) => setTimeout(resolve, 2));
  }
  if (cutAfter === undefined) {
    outgoing.end(bytes.subarray(start));
  } else {
    outgoing.socket?.destroy();
  }
}

async function recorded(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  const headers = incoming.headers as Record<string, string>;
  return { method: incoming.method ?? "", url: incoming.url ?? "", headers, body: Buffer.concat(chunks) };
}
