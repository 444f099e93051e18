import { decorateServiceException, type ServiceException } from "@smithy/smithy-client";
import type { HttpResponse, ResponseMetadata } from "@smithy/types";
import type { ServiceErrors } from "../errors/ServiceErrors.js";
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
    return decorateServiceException(exception, { ...data, message });
  }
  const [schema, errorConstructor] = entry;
  const { error: $fault } = schema[3] as { error: "client" | "server" };
  const members = deserializerOf(schema)(data) as object;
  return decorateServiceException(
    Object.assign(new errorConstructor({}), { $metadata, $fault, message }, membersOf(schema[4], members)),
    data,
  );
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
