import type { AuthenticationConfig } from "../auth/authenticate.js";
import type { Service } from "../Call.js";
import { dispatch, operationOf } from "../protocol/dispatch.js";
import { ServiceFault } from "../ServiceFault.js";
import { CONFIGURATION_PATH, KEY_SET_PATH, keySet, openIdConfiguration } from "../tokens/discovery.js";
import { type Answer, document, failure, notFound, success } from "./Answer.js";
import { preflight } from "./cors.js";
import { type HttpRequest, headerOf } from "./HttpRequest.js";
import type { RequestLog } from "./RequestLog.js";

export interface RouteContext {
  readonly service: Service;
  readonly authentication: AuthenticationConfig;
  readonly log: RequestLog;
  readonly endpoint: () => string;
}

/** Everything that the service answers to. */
export async function route(request: HttpRequest, context: RouteContext): Promise<Answer> {
  const { method, path } = request;
  if (method === "OPTIONS") return preflight(request);
  if (method === "POST" && path === "/") return callOperation(request, context);
  if (method !== "GET" && method !== "HEAD") return notFound;
  const { region } = context.service;
  if (path === CONFIGURATION_PATH) return document(openIdConfiguration(region, context.endpoint()));
  if (path === KEY_SET_PATH) return document(await keySet(region));
  return notFound;
}

async function callOperation(request: HttpRequest, context: RouteContext): Promise<Answer> {
  const { service, authentication, log } = context;
  const requestId = service.ids.requestId();
  const operation = operationOf(headerOf(request, "x-amz-target"));
  const start = performance.now();
  const time = authentication.clock();
  let answer: Answer;
  let error: string | undefined;
  try {
    if (operation === undefined) throw new ServiceFault("UnknownOperationException");
    answer = success(requestId, await dispatch(operation, request, service, authentication));
  } catch (cause) {
    const fault = faultOf(cause);
    error = fault.code;
    answer = failure(requestId, fault);
  }
  const signed = request.headers.has("authorization");
  log.add({ time, requestId, operation, signed, status: answer.status, error, ms: performance.now() - start });
  return answer;
}

/** Anything but a fault is a defect of ours. It must not go unseen, nor end the process. */
export function faultOf(cause: unknown): ServiceFault {
  if (cause instanceof ServiceFault) return cause;
  process.emitWarning(cause instanceof Error ? cause : String(cause));
  return new ServiceFault(
    "InternalErrorException",
    "The local Cognito Identity service failed; see its process's warnings.",
  );
}
