import type { ServerResponse } from "node:http";
import { protocol } from "../choices.js";
import type { ServiceFault } from "../ServiceFault.js";

/** What goes back to the caller. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

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
  headers: { "Content-Type": "application/json", "Cache-Control": "public, max-age=2592000" },
  body: JSON.stringify(contents),
});

export const notFound: Answer = { status: 404, headers: { "Content-Type": "text/plain" }, body: "Not Found" };

/** @param now milliseconds since the epoch, for `Date`: clients set their clocks by it, so it must be the service's */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer, now: number): void {
  response.writeHead(status, {
    Date: new Date(now).toUTCString(),
    ...headers,
    "Content-Length": String(Buffer.byteLength(body)),
  });
  response.end(body);
}

const isHeaderText = (text: string): boolean =>
  text !== "" && text.length <= protocol.longestErrorMessageHeader && /^[\x20-\x7e]*$/.test(text);
