import type { FaultList } from "../base/FaultList.js";
import type { RequestLog } from "../base/RequestLog.js";
import { ServiceFault } from "../base/ServiceFault.js";
import { warn } from "../base/warn.js";
import type { Service } from "../domain/Context.js";
import { TEST_KEY_SET_PATH, testProviderKeySet } from "../domain/tokens/testProviderKey.js";
import { type AllowedOrigins, isAllowedOrigin, preflight } from "../server/cors.js";
import { type HttpRequest, headerOf } from "../server/request.js";
import { type Answer, document, failure, notFound, success } from "../server/response.js";
import type { AuthenticationConfig } from "./authentication/authenticate.js";
import { dispatch, operationOf } from "./cognito/dispatch.js";
import { answerConsole, isConsolePath } from "./console/consoleFiles.js";
import { answerControl, isControlPath } from "./control/answerControl.js";
import type { ControlContext } from "./control/ControlContext.js";
import { CONFIGURATION_PATH, KEY_SET_PATH, keySet, openIdConfiguration } from "./discovery.js";
import { isForSts, stsTask } from "./sts/stsTask.js";
import type { Task } from "./Task.js";
import { underFault } from "./underFault.js";

export interface RouteContext {
  readonly service: Service;
  readonly authentication: AuthenticationConfig;
  readonly log: RequestLog;
  readonly endpoint: () => string;
  readonly faithfulJwks: boolean;
  readonly cors: AllowedOrigins;
  readonly faults: FaultList;
  /** Absent when nobody may control the service over HTTP. */
  readonly control?: ControlContext | undefined;
}

/** Only what an access key id can consist of: it goes to the log as it came. */
const CREDENTIAL = /\bCredential=(\w{1,128})\//;

/** Everything that the service answers to. */
export async function route(request: HttpRequest, context: RouteContext): Promise<Answer> {
  const { method, path } = request;
  // Before preflights are answered: no other origin may come in here.
  if (context.control !== undefined && isControlPath(path)) return answerControl(request, context.control);
  if (method === "OPTIONS") return isForOwnPages(request) ? notFound : preflight(request, context);
  if (method === "POST" && !isOwnPath(path)) return perform(request, context, taskOf(request, context));
  if (method === "GET" && !isOwnPath(path) && isForSts(request)) {
    return perform(request, context, taskOf(request, context));
  }
  if (method !== "GET" && method !== "HEAD") return notFound;
  const { region, store } = context.service;
  if (isConsolePath(path)) return answerConsole(request, context.control !== undefined);
  if (path === CONFIGURATION_PATH) return document(openIdConfiguration(region, context.endpoint()));
  if (path === KEY_SET_PATH) return document(await keySet(store, region, context.faithfulJwks));
  if (path === TEST_KEY_SET_PATH) return document(await testProviderKeySet());
  return notFound;
}

/** The console and what it calls: sent without CORS headers. */
export const isForOwnPages = ({ method, path }: Pick<HttpRequest, "method" | "path">): boolean =>
  /^\/_(?:control|console)(?:\/|$)/.test(path) || (path === "/" && (method === "GET" || method === "HEAD"));

/**
 * Paths with a meaning of their own. Every other path counts as a prefix of `/`: SDKs send requests to `PATH/` or `//` when
 * the endpoint has a path, and so does a proxy that keeps its prefix.
 */
const isOwnPath = (path: string): boolean => /^\/(?:_control|_console|\.well-known)(?:\/|$)/.test(path);

function taskOf(request: HttpRequest, context: RouteContext): Task {
  const task = isForSts(request) ? stsTask(request, context) : operationTask(request, context);
  const origin = headerOf(request, "origin");
  if (isAllowedOrigin(origin, context.cors)) {
    return task;
  }
  // Not only kept from reading the response: forms to STS, which need no preflight, would have done their work.
  const perform = async (): Promise<Answer> => {
    throw new ServiceFault("AccessDeniedException", `Pages of ${origin} may not call this service. See --cors.`, 403);
  };
  return { ...task, perform };
}

function operationTask(request: HttpRequest, { service, authentication }: RouteContext): Task {
  const operation = operationOf(headerOf(request, "x-amz-target"));
  return {
    operation,
    perform: async (requestId) => {
      if (operation === undefined) throw new ServiceFault("UnknownOperationException");
      return success(requestId, await dispatch(operation, request, service, authentication));
    },
    refuse: failure,
  };
}

async function perform(request: HttpRequest, context: RouteContext, task: Task): Promise<Answer> {
  const { service, authentication, log, faults } = context;
  const requestId = service.ids.requestId();
  const { operation } = task;
  const start = performance.now();
  const time = authentication.clock();
  const met = faults.meet(operation);
  let answer: Answer;
  let refusal: ServiceFault | undefined;
  try {
    answer = await underFault(met, request, () => task.perform(requestId));
  } catch (cause) {
    refusal = faultOf(cause);
    answer = task.refuse(requestId, refusal);
  }
  const authorization = headerOf(request, "authorization");
  const credential = new URLSearchParams(request.query).get("X-Amz-Credential") ?? "";
  log.add({
    time,
    requestId,
    operation,
    signed: authorization !== undefined || credential !== "",
    accessKeyId: CREDENTIAL.exec(authorization ?? `Credential=${credential}`)?.[1],
    status: answer.status,
    error: refusal?.code,
    reason: refusal?.reason,
    fault: met?.outcome?.name,
    ms: performance.now() - start,
  });
  context.control?.exchanges.add(requestId, operation, request, answer);
  return met === undefined
    ? answer
    : { ...answer, dateSkew: met.dateSkew, delivery: answer.delivery ?? met.outcome?.delivery };
}

/** Anything but a fault is a defect of ours. It must not go unseen, nor end the process. */
export function faultOf(cause: unknown): ServiceFault {
  if (cause instanceof ServiceFault) return cause;
  warn("A request failed", cause);
  return new ServiceFault(
    "InternalErrorException",
    "The local Cognito Identity service failed; see its process's warnings.",
  );
}
