import type { HttpResponse, ResponseMetadata } from "@smithy/types";
import type { ErrorConstructor, ServiceErrors } from "../errors/ServiceErrors.js";
import type { ServiceException } from "../errors/ServiceException.js";
import { masked } from "../errors/secrets.js";
import { textOf } from "../errors/textOf.js";

/** The exception that an error response stands for: one that the model declares, or else the service's base exception. */
export function errorOf(
  { base, modeled, sensitiveMembers }: ServiceErrors,
  body: unknown,
  response: HttpResponse,
  $metadata: ResponseMetadata,
): ServiceException {
  const data = errorData(body, sensitiveMembers);
  const name = codeOf(data, response);
  const declared = modeled.find(({ shapeId }) => shapeId.endsWith(`#${name}`));
  return declared === undefined
    ? exceptionOf(base, name, data, response, $metadata)
    : // The message before all else, as it stands when the error is written as JSON.
      exceptionOf(declared, name, { message: messageOf(data), ...data }, response, $metadata);
}

/** The members of an error's body, without secrets. A copy: JSON may be something else than an object. */
export function errorData(body: unknown, sensitiveMembers: RegExp): Record<string, unknown> {
  return { ...(masked(body, { names: sensitiveMembers }) as object) };
}

/**
 * An exception with all that the response tells and that it lacks; the message may come under either name. The class of a
 * declared error knows better than the response what the error is called and whose fault it is.
 */
export function exceptionOf(
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
export function codeOf(data: Record<string, unknown>, { headers }: HttpResponse): string {
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
