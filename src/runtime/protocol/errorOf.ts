import type { HttpResponse, ResponseMetadata } from "@smithy/types";
import type { ServiceErrors } from "../errors/ServiceErrors.js";
import type { ServiceException } from "../errors/ServiceException.js";
import { deserializerOf } from "./deserialize.js";

/** The exception that an error response stands for: one that the model declares, or else the service's base exception. */
export function errorOf(
  { base, modeled }: ServiceErrors,
  body: unknown,
  response: HttpResponse,
  $metadata: ResponseMetadata,
): ServiceException {
  const data: Record<string, unknown> = { ...(body as object) };
  const name = codeOf(data, response) ?? "Unknown";
  const entry = modeled.find(([schema]) => schema[2] === name);
  const message = data.message ?? data.Message ?? "UnknownError";
  if (entry === undefined) {
    const $fault = response.statusCode < 500 ? "client" : "server";
    const exception = Object.assign(new base[1]({ name }), { $metadata, $fault });
    return decorated(exception, { ...data, message });
  }
  const [schema, errorConstructor] = entry;
  const { error: $fault } = schema[3] as { error: "client" | "server" };
  const members = deserializerOf(schema)(data) as object;
  return decorated(
    Object.assign(new errorConstructor({}), { $metadata, $fault, message }, membersOf(schema[4], members)),
    data,
  );
}

/** Adds what the error lacks; the message may come under either name. */
function decorated(
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

function membersOf(names: readonly string[], structure: object): object {
  return Object.fromEntries(Object.entries(structure).filter(([name]) => names.includes(name)));
}

/** The body's `__type`, its `code`, or the header, in this order; each may carry more than the bare name. */
function codeOf(data: Record<string, unknown>, { headers }: HttpResponse): string | undefined {
  const code = Object.keys(data).find((key) => key.toLowerCase() === "code");
  const raw = data.__type ?? (code === undefined ? undefined : data[code]) ?? headers["x-amzn-errortype"];
  return raw === undefined ? undefined : bareName(String(raw));
}

/** `aws.protocoltests#FooError:http://…, other` → `FooError` (Smithy, awsJson1_1, operation error serialization). */
function bareName(code: string): string {
  const [first = ""] = code.split(",");
  const [shapeId = ""] = first.split(":");
  return shapeId.includes("#") ? (shapeId.split("#")[1] ?? "") : shapeId;
}
