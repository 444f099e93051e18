import type { HttpResponse, ResponseMetadata } from "@smithy/types";
import type { ServiceErrors } from "../errors/ServiceErrors.js";
import type { ServiceException } from "../errors/ServiceException.js";
import { deserializerOf } from "./deserialize.js";
import { codeOf, decorated, messageOf, undeclaredError } from "./undeclaredError.js";

/** The exception that an error response stands for: one that the model declares, or else the service's base exception. */
export function errorOf(
  { base, modeled }: ServiceErrors,
  body: unknown,
  response: HttpResponse,
  $metadata: ResponseMetadata,
): ServiceException {
  const data: Record<string, unknown> = { ...(body as object) };
  const name = codeOf(data, response);
  const entry = modeled.find(([schema]) => schema[2] === name);
  if (entry === undefined) {
    return undeclaredError(base[1], name, data, response, $metadata);
  }
  const [schema, errorConstructor] = entry;
  const { error: $fault } = schema[3] as { error: "client" | "server" };
  const members = deserializerOf(schema)(data) as object;
  return decorated(
    Object.assign(
      new errorConstructor({}),
      { $metadata, $fault, message: messageOf(data) },
      membersOf(schema[4], members),
    ),
    data,
  );
}

function membersOf(names: readonly string[], structure: object): object {
  return Object.fromEntries(Object.entries(structure).filter(([name]) => names.includes(name)));
}
