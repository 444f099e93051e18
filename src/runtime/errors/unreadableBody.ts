import type { ServiceException } from "@smithy/smithy-client";
import type { HttpResponse, ResponseMetadata } from "@smithy/types";
import type { ServiceErrors } from "./ServiceErrors.js";

/** How much of a body goes into the message: enough to see whose page it is. */
const EXCERPT_LENGTH = 200;

/** Names for a status that comes without an AWS error (IANA's HTTP status code registry). */
const STATUS_NAMES = new Map([
  [400, "BadRequest"],
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "NotFound"],
  [407, "ProxyAuthenticationRequired"],
  [408, "RequestTimeout"],
  [413, "ContentTooLarge"],
  [429, "TooManyRequests"],
  [500, "InternalServerError"],
  [502, "BadGateway"],
  [503, "ServiceUnavailable"],
  [504, "GatewayTimeout"],
]);

/**
 * The exception for a body that is not JSON, as proxies, load balancers and captive portals send it.
 *
 * It is retried when its status says that the trouble passes (429, 500, 502, 503, 504).
 */
export function unreadableBody(
  { base }: ServiceErrors,
  text: string,
  { statusCode, headers }: HttpResponse,
  $metadata: ResponseMetadata,
  cause: unknown,
): ServiceException {
  const contentType = headers["content-type"] ?? "none";
  const exception = new base[1]({
    name: statusCode < 300 ? "InvalidResponse" : (STATUS_NAMES.get(statusCode) ?? `Http${statusCode}`),
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

/** Damaged JSON may hold credentials or tokens: of each text in it only the name of the member is shown. */
function excerpt(text: string): string {
  const masked = text.replace(/("(?:[^"\\]|\\.)*"\s*:\s*)"(?:[^"\\]|\\.)*("|$)/g, '$1"***"');
  return masked.slice(0, EXCERPT_LENGTH);
}
