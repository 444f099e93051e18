import { operationNamed } from "../../base/model.js";
import { ServiceFault } from "../../base/ServiceFault.js";
import type { Call, Service } from "../../domain/Context.js";
import { type Handler, publicOperations, signedOperations } from "../../domain/operations/index.js";
import type { HttpRequest } from "../../server/request.js";
import { type AuthenticationConfig, authenticate } from "../authentication/authenticate.js";
import { deserialize } from "./deserialize.js";
import { serialize } from "./serialize.js";
import { validate } from "./validate.js";

const TARGET = /^AWSCognitoIdentityService\.(\w+)$/;

/** The operation that a request asks for, if it is one of the service's. */
export function operationOf(target: string | undefined): string | undefined {
  const name = TARGET.exec(target ?? "")?.[1];
  return name !== undefined && operationNamed(name) !== undefined ? name : undefined;
}

/**
 * Carries out one request: who is it, what does it say, is that within bounds, do it. In this order, so that nobody
 * unknown learns how the request would have fared.
 *
 * @returns the body of the answer
 * @throws ServiceFault
 */
export async function dispatch(
  operation: string,
  request: HttpRequest,
  service: Service,
  authentication: AuthenticationConfig,
): Promise<string> {
  const model = operationNamed(operation);
  if (model?.input === undefined) throw new ServiceFault("UnknownOperationException");
  const caller = model.signed ? authenticate(request, authentication) : undefined;
  const input = deserialize(model.input, request.body.toString("utf8"));
  validate(model.input, input);
  const call: Call = { service, now: authentication.clock() };
  const output =
    caller === undefined
      ? await handlerIn(publicOperations, operation)(input as never, call)
      : await handlerIn(signedOperations, operation)(input as never, { ...call, caller });
  return serialize(model.output, output);
}

function handlerIn<SomeCall extends Call>(
  table: Readonly<Record<string, Handler<SomeCall>>>,
  operation: string,
): Handler<SomeCall> {
  const handler = table[operation];
  if (handler === undefined) throw new Error(`src/local/domain/operations/index.ts lacks the operation ${operation}.`);
  return handler;
}
