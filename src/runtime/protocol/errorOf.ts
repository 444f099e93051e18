import type { HttpResponse, ResponseMetadata } from "@smithy/types";
import type { ErrorConstructor, ServiceErrors, ServiceException } from "../errors/ServiceException.js";
import { textOf } from "../errors/thrown.js";
import { excerpt, masked } from "../observe/secrets.js";

/** The exception for an error response: an instance of the declared class, or else of the service's base class. */
export function errorOf(
  { base, declared, sensitiveMembers }: ServiceErrors,
  body: unknown,
  response: HttpResponse,
  $metadata: ResponseMetadata,
): ServiceException {
  // A copy, because the JSON may not be an object.
  const { Message, ...data }: Record<string, unknown> = { ...Object(masked(body, { names: sensitiveMembers })) };
  const name = codeOf(data, response);
  const errorConstructor = declared(name);
  const exception = new (errorConstructor ?? base)({
    name,
    $fault: faultOf(response),
    $metadata,
  }) as ServiceException & {
    [member: string]: unknown;
  };
  const message = data.message || Message || "UnknownError";
  // In a declared error, the message comes first, as in its JSON form.
  for (const [member, value] of Object.entries({ ...(errorConstructor && { message }), ...data, message })) {
    // For a declared error, name and fault come from the class, not from the response.
    if ((exception[member] ?? "") === "") {
      exception[member] = value;
    }
  }
  return exception;
}

function faultOf({ statusCode }: HttpResponse): "client" | "server" {
  return statusCode < 500 ? "client" : "server";
}

/**
 * The body's `__type`, its `code`, or the header, in this order; each may contain more than the name:
 * `aws.protocoltests#FooError:http://…, other` → `FooError` (Smithy, awsJson1_1, operation error serialization).
 */
function codeOf(data: Record<string, unknown>, { headers }: HttpResponse): string {
  const [, code] = Object.entries(data).find(([name]) => /^code$/i.test(name)) ?? [];
  const text = textOf(data.__type ?? code ?? headers["x-amzn-errortype"] ?? "Unknown");
  return text.replace(/^[^,:#]*#/, "").replace(/[,:#].*/s, "");
}

/** Names for a status without an AWS error (IANA's HTTP status code registry). */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  403: "Forbidden",
  429: "TooManyRequests",
  500: "InternalServerError",
  502: "BadGateway",
  503: "ServiceUnavailable",
  504: "GatewayTimeout",
};

/**
 * The exception for a body that is not JSON, as sent by proxies, load balancers, and captive portals.
 *
 * It is retried if its status indicates a temporary problem (429, 500, 502, 503, 504), or if the body should have been JSON: then it is
 * probably truncated, which some engines do not report (WebKitGTK 2.50, without `content-length`).
 */
export function unreadableBody(
  Base: ErrorConstructor,
  text: string,
  response: HttpResponse,
  $metadata: ResponseMetadata,
): ServiceException {
  const { statusCode, headers } = response;
  const contentType = headers["content-type"] ?? "none";
  // Without a cause: the engine's SyntaxError quotes the body, including secrets.
  const exception = new Base({
    name: statusCode < 300 ? "InvalidResponse" : (STATUS_NAMES[statusCode] ?? `Http${statusCode}`),
    message:
      `The response is not JSON (status ${statusCode}, content type ${contentType}, ` +
      `request ID ${$metadata.requestId ?? "none"}). Check the endpoint and any proxies. The body: ${excerpt(text)}`,
    $fault: faultOf(response),
    $metadata,
  });
  if (contentType.includes("json")) {
    exception.$retryable = {};
  }
  return exception;
}
