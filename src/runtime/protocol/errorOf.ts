import type { HttpResponse, ResponseMetadata } from "@smithy/types";
import type { ServiceException } from "../errors/ServiceException.js";
import { textOf } from "../errors/thrown.js";
import { masked, printable } from "../observe/secrets.js";
import type { ErrorConstructor, ServiceErrors } from "../ServiceDefinition.js";

/** The classes of a service's errors. */
export interface ErrorClasses extends Pick<ServiceErrors, "base" | "sensitiveMembers"> {
  /** The class of a declared error, by its name. */
  declared(name: string): ErrorConstructor | undefined;
}

/** The classes that a service's model declares. */
export function modeledClasses({ base, modeled, sensitiveMembers }: ServiceErrors): ErrorClasses {
  return { base, sensitiveMembers, declared: (name) => modeledError(modeled, name) };
}

export function modeledError(modeled: ServiceErrors["modeled"], name: string): ErrorConstructor | undefined {
  return modeled.find(({ shapeId }) => shapeId.endsWith(`#${name}`));
}

/** The exception that an error response stands for: of the declared class, or else of the service's base class. */
export function errorOf(
  { base, declared, sensitiveMembers }: ErrorClasses,
  body: unknown,
  response: HttpResponse,
  $metadata: ResponseMetadata,
): ServiceException {
  // A copy: JSON may be something else than an object.
  const data: Record<string, unknown> = { ...(masked(body, { names: sensitiveMembers }) as object) };
  const name = codeOf(data, response);
  const errorConstructor = declared(name);
  return errorConstructor === undefined
    ? exceptionOf(base, name, data, response, $metadata)
    : // The message first, as it is in the error's JSON form.
      exceptionOf(errorConstructor, name, { message: messageOf(data), ...data }, response, $metadata);
}

/**
 * An exception with all that the response tells and that it lacks; the message may come under either name. The class of a
 * declared error knows better than the response what the error is called and whose fault it is.
 */
function exceptionOf(
  errorConstructor: ErrorConstructor,
  name: string,
  data: Record<string, unknown>,
  { statusCode }: HttpResponse,
  $metadata: ResponseMetadata,
): ServiceException {
  const $fault = statusCode < 500 ? "client" : "server";
  const exception = new errorConstructor({ name, $fault, $metadata }) as ServiceException & Record<string, unknown>;
  const members = { ...data, message: messageOf(data) };
  for (const [member, value] of Object.entries(members)) {
    if (value !== undefined && (exception[member] == null || exception[member] === "")) {
      exception[member] = value;
    }
  }
  exception.message = exception.message || (exception.Message as string) || "UnknownError";
  delete exception.Message;
  return exception;
}

function messageOf({ message, Message }: Record<string, unknown>): unknown {
  return message ?? Message ?? "UnknownError";
}

/** The body's `__type`, its `code`, or the header, in this order; each may carry more than the bare name. */
function codeOf(data: Record<string, unknown>, { headers }: HttpResponse): string {
  const code = Object.keys(data).find((key) => key.toLowerCase() === "code");
  const raw = data.__type ?? (code === undefined ? undefined : data[code]) ?? headers["x-amzn-errortype"];
  return raw === undefined ? "Unknown" : bareName(textOf(raw));
}

/** `aws.protocoltests#FooError:http://…, other` → `FooError` (Smithy, awsJson1_1, operation error serialization). */
function bareName(code: string): string {
  const [first = ""] = code.split(",");
  const [shapeId = ""] = first.split(":");
  return shapeId.includes("#") ? (shapeId.split("#")[1] ?? "") : shapeId;
}

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
