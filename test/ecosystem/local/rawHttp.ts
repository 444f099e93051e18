import { connect } from "node:net";
import type { CognitoIdentityService } from "../../../src/local/index.js";

/** A connection that is open for longer counts as never closed. */
const HANG_MS = 120_000;

export type Header = readonly [name: string, value: string];

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly Header[];
  readonly body?: Uint8Array | string;
}

/** The exact bytes of a request: nothing is added, escaped, or counted. */
export function bytesOf({ method = "POST", path = "/", headers = [], body = "" }: RawRequest): Buffer {
  const lines = [`${method} ${path} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), "", ""];
  return Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), Buffer.from(body)]);
}

/** A request to a public operation with `Connection: close`. */
export const publicRequest = (operation: string, body: Uint8Array | string): RawRequest => ({
  headers: [
    ["Host", "localhost"],
    ["Connection", "close"],
    ["X-Amz-Target", `AWSCognitoIdentityService.${operation}`],
    ["Content-Length", String(Buffer.byteLength(body))],
  ],
  body,
});

export interface ExchangeOptions {
  /** Ends the client's side after the last piece. */
  readonly end?: boolean;
  /** Resets the connection after the last piece. */
  readonly hangUp?: boolean;
}

/**
 * Sends the pieces one by one, and returns everything received until the connection is closed.
 *
 * @throws Error if the service keeps the connection open.
 */
export function exchange(
  { endpoint }: CognitoIdentityService,
  pieces: readonly Uint8Array[],
  { end = false, hangUp = false }: ExchangeOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const answer: Buffer[] = [];
    const socket = connect(Number(new URL(endpoint).port), "127.0.0.1");
    const patience = setTimeout(() => {
      socket.destroy();
      reject(
        new Error(`Still open after ${HANG_MS} ms, having answered ${JSON.stringify(String(Buffer.concat(answer)))}`),
      );
    }, HANG_MS);
    socket.setNoDelay(true);
    socket.on("connect", async () => {
      for (const piece of pieces) {
        await new Promise<void>((written) => socket.write(piece, () => setImmediate(written)));
      }
      if (end) socket.end();
      if (hangUp) socket.destroy();
    });
    socket.on("data", (chunk) => answer.push(chunk));
    // A reset connection is also a response.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(patience);
      resolve(Buffer.concat(answer).toString("latin1"));
    });
  });
}

/** The status of each response on the connection, separated by their lengths. */
export function statusesIn(text: string): number[] {
  const statuses: number[] = [];
  const head = /HTTP\/1\.1 (\d{3}) .*?\r\n\r\n/sy;
  for (let match = head.exec(text); match !== null; match = head.exec(text)) {
    statuses.push(Number(match[1]));
    const [, length = "0"] = /^content-length: (\d+)/im.exec(match[0]) ?? [];
    head.lastIndex += Number(length);
  }
  return statuses;
}
