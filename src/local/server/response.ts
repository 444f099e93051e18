import type { ServerResponse } from "node:http";
import { protocol } from "../base/choices.js";
import type { ServiceFault } from "../base/ServiceFault.js";

/** What goes back to the caller. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Absent: whole. */
  readonly delivery?: Delivery | undefined;
  /** How far its `Date` is off, in milliseconds. */
  readonly dateSkew?: number;
}

/** `cut`: the connection ends in place of an answer. `hang`: nothing is sent. `truncate`: the connection ends in the body. */
export type Delivery = "cut" | "hang" | "truncate";

const CONTENT_TYPE = "application/x-amz-json-1.1";

export const success = (requestId: string, body: string): Answer => ({
  status: 200,
  headers: { "Content-Type": CONTENT_TYPE, "x-amzn-RequestId": requestId },
  body,
});

/** Name and message stand in the headers and again in the body; the header's name ends in a colon. */
export function failure(requestId: string, { code, message, status }: ServiceFault): Answer {
  const member = code === "SerializationException" ? protocol.serializationMessageMember : "message";
  return {
    status,
    headers: {
      "Content-Type": CONTENT_TYPE,
      "x-amzn-RequestId": requestId,
      "x-amzn-ErrorType": `${code}:`,
      ...(isHeaderText(message) && { "x-amzn-ErrorMessage": message }),
    },
    body: JSON.stringify({ __type: code, ...(message !== "" && { [member]: message }) }),
  };
}

/** A public document, which clients may keep for the thirty days that the documentation gives them. */
export const document = (contents: object): Answer => ({
  status: 200,
  // CORS headers depend on the origin, and a cache must not give one origin's response to another.
  headers: { "Content-Type": "application/json", "Cache-Control": "public, max-age=2592000", Vary: "Origin" },
  body: JSON.stringify(contents),
});

export const notFound: Answer = { status: 404, headers: { "Content-Type": "text/plain" }, body: "Not Found" };

/** For those who will not get one. */
export const noAnswer: Answer = { status: 0, headers: {}, body: "", delivery: "cut" };

/** @param now milliseconds since the epoch, for `Date`: clients set their clocks by it, so it must be the service's */
export function sendAnswer(response: ServerResponse, answer: Answer, now: number): void {
  if (answer.delivery !== undefined) {
    deliveries[answer.delivery](response, answer, now);
    return;
  }
  const body = Buffer.from(answer.body);
  writeHead(response, answer, now, body.length);
  response.end(body);
}

const deliveries: Readonly<Record<Delivery, typeof sendAnswer>> = {
  cut: (response) => response.destroy(),
  // The connection stays, until the caller has enough of it or the service ends.
  hang: () => {},
  truncate: (response, answer, now) => {
    const body = Buffer.from(answer.body);
    // Of an empty body, too, something has to be missing.
    writeHead(response, answer, now, body.length + 1);
    response.flushHeaders();
    response.write(body.subarray(0, body.length / 2));
    // Later, because Node holds back what is written until the end of this turn.
    setImmediate(() => response.socket?.destroySoon());
  },
};

function writeHead(
  response: ServerResponse,
  { status, headers, dateSkew = 0 }: Answer,
  now: number,
  contentLength: number,
): void {
  response.writeHead(status, {
    Date: new Date(now + dateSkew).toUTCString(),
    ...headers,
    "Content-Length": String(contentLength),
  });
}

const isHeaderText = (text: string): boolean =>
  text !== "" && text.length <= protocol.longestErrorMessageHeader && /^[\x20-\x7e]*$/.test(text);
