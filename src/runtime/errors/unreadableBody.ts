import type { HttpResponse, ResponseMetadata } from "@smithy/types";
import type { ErrorConstructor } from "./ServiceErrors.js";
import type { ServiceException } from "./ServiceException.js";
import { printable } from "./secrets.js";

/** How much of a body goes into the message: enough to see whose page it is. */
const EXCERPT_LENGTH = 200;

/** How much of a body is searched for secrets: enough for an excerpt after long texts have been masked. */
const SEARCHED_LENGTH = 2_000;

/** Names for a status that comes without an AWS error (IANA's HTTP status code registry). */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  403: "Forbidden",
  429: "TooManyRequests",
  500: "InternalServerError",
  502: "BadGateway",
  503: "ServiceUnavailable",
  504: "GatewayTimeout",
};

/**
 * The exception for a body that is not JSON, as proxies, load balancers and captive portals send it.
 *
 * It is retried when its status says that the trouble passes (429, 500, 502, 503, 504).
 */
export function unreadableBody(
  Base: ErrorConstructor,
  text: string,
  { statusCode, headers }: HttpResponse,
  $metadata: ResponseMetadata,
  cause: unknown,
): ServiceException {
  const contentType = headers["content-type"] ?? "none";
  const exception = new Base({
    name: statusCode < 300 ? "InvalidResponse" : (STATUS_NAMES[statusCode] ?? `Http${statusCode}`),
    message:
      `The answer is not JSON (status ${statusCode}, content type ${contentType}, ` +
      `request id ${$metadata.requestId ?? "none"}). Check the endpoint and what stands between. The body: ${excerpt(text)}`,
    $fault: statusCode < 500 ? "client" : "server",
    $metadata,
  });
  // Not the engine's SyntaxError itself: its message quotes the body, secrets included.
  exception.cause = (cause as Error).name;
  return exception;
}

/** A text of at least this many characters out of the alphabet of keys and tokens may be one. */
const SECRET = /[A-Za-z0-9+/=_-]{20,}/g;
const LAST_WORD = /[A-Za-z0-9+/=_-]*$/;
/** A text in JSON, cut off at the end perhaps; in the first group when it is the name of a member. */
const JSON_TEXT = /("(?:[^"\\]|\\[\s\S])*"\s*:)|"(?:[^"\\]|\\[\s\S]?)*(?:"|$)/g;

/**
 * The beginning of a body, without text values and without what looks like a key: damaged responses may hold credentials or
 * tokens, in whole or in part. The expressions see no more than they need, since some bodies have no end.
 */
export function excerpt(text: string): string {
  const isCut = text.length > SEARCHED_LENGTH;
  return printable(
    text
      .slice(0, SEARCHED_LENGTH)
      // What is cut off in the middle is too short to look like a key.
      .replace(isCut ? LAST_WORD : "", isCut ? "***" : "")
      .replace(JSON_TEXT, (_, memberName?: string) => memberName ?? '"***"')
      .replace(SECRET, "***"),
  ).slice(0, EXCERPT_LENGTH);
}
