import type { HttpResponse, ResponseMetadata } from "@smithy/types";
import type { ErrorConstructor } from "../errors/ServiceErrors.js";
import type { ServiceException } from "../errors/ServiceException.js";

/** The service's base exception under a name, the one that the response gives (`codeOf`): for errors without a class of their own. */
export function undeclaredError(
  Base: ErrorConstructor,
  name: string,
  data: Record<string, unknown>,
  response: HttpResponse,
  $metadata: ResponseMetadata,
): ServiceException {
  const $fault = response.statusCode < 500 ? "client" : "server";
  const exception = Object.assign(new Base({ name }), { $metadata, $fault });
  return decorated(exception, { ...data, message: messageOf(data) });
}

export function messageOf({ message, Message }: Record<string, unknown>): unknown {
  return message ?? Message ?? "UnknownError";
}

/** Adds what the error lacks; the message may come under either name. */
export function decorated(
  exception: ServiceException & { Message?: string },
  additions: Record<string, unknown>,
): ServiceException {
  const target = exception as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(additions)) {
    if (value !== undefined && (target[name] == null || target[name] === "")) {
      target[name] = value;
    }
  }
  target.message = exception.message || exception.Message || "UnknownError";
  delete exception.Message;
  return exception;
}

/** The body's `__type`, its `code`, or the header, in this order; each may carry more than the bare name. */
export function codeOf(data: Record<string, unknown>, { headers }: HttpResponse): string {
  const code = Object.keys(data).find((key) => key.toLowerCase() === "code");
  const raw = data.__type ?? (code === undefined ? undefined : data[code]) ?? headers["x-amzn-errortype"];
  return raw === undefined ? "Unknown" : bareName(String(raw));
}

/** `aws.protocoltests#FooError:http://…, other` → `FooError` (Smithy, awsJson1_1, operation error serialization). */
function bareName(code: string): string {
  const [first = ""] = code.split(",");
  const [shapeId = ""] = first.split(":");
  return shapeId.includes("#") ? (shapeId.split("#")[1] ?? "") : shapeId;
}
