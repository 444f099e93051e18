import { faults as choices } from "../base/choices.js";
import type { FaultHit } from "../base/faults.js";
import { ACCESS_KEY_ID } from "../base/ids.js";
import type { Exchange } from "../base/RequestLog.js";
import { ServiceFault } from "../base/ServiceFault.js";
import { warn } from "../base/warn.js";
import type { Context } from "../domain/Context.js";
import { isAllowedOrigin } from "../server/cors.js";
import {
  type Connection,
  type HttpRequest,
  type HttpResponse,
  headerOf,
  noResponse,
  type RequestHead,
} from "../server/http.js";
import { ClosedError } from "../state/ClosedError.js";

/** The operation that a request calls, in one of the two protocols: Cognito's JSON, or STS's forms and XML. */
export interface Task {
  /** Absent if the service does not have the operation. */
  readonly operation: string | undefined;
  /** @throws ServiceFault */
  perform(requestId: string): Promise<HttpResponse>;
  refuse(requestId: string, fault: ServiceFault): HttpResponse;
  /** The contents of the request without secrets, for the log of the console. */
  maskedRequest(): unknown;
  /**
   * Those of the response.
   *
   * @param refusal the fault, if the request was refused
   */
  maskedAnswer(refusal: ServiceFault | undefined): unknown;
}

/**
 * The service's own paths. Every other path is treated like `/`: SDKs send requests to `PATH/` or `//` if the endpoint has a path, and
 * proxies may keep a prefix.
 */
export const isOperationPath = ({ path }: RequestHead): boolean =>
  !/^\/(?:_control|_console|\.well-known)(?:\/|$)/.test(path);

/** The access key ID in it is logged unchanged. */
const CREDENTIAL = new RegExp(`\\bCredential=(${ACCESS_KEY_ID})/`);

/** Performs one call, applies the active faults, and logs it. */
export async function answerCall(request: HttpRequest, context: Context, task: Task): Promise<HttpResponse> {
  const { clock, faults, ids, log } = context;
  const requestId = ids.requestId();
  const start = performance.now();
  const time = clock.now();
  const hit = faults.match(task.operation);
  let response: HttpResponse;
  let refusal: ServiceFault | undefined;
  try {
    response = (await responseOfFault(hit, request)) ?? (await performed(request, context, task, requestId));
  } catch (cause) {
    if (cause instanceof ClosedError) {
      // The service was closed meanwhile, for example while it fetched the keys of a login provider. The client is disconnected.
      response = noResponse;
    } else {
      refusal = faultOf(cause);
      response = task.refuse(requestId, refusal);
    }
  }
  const authorization = headerOf(request, "authorization");
  const credential = new URLSearchParams(request.query).get("X-Amz-Credential") ?? "";
  const record = {
    time,
    requestId,
    operation: task.operation,
    signed: authorization !== undefined || credential !== "",
    accessKeyId: CREDENTIAL.exec(authorization ?? `Credential=${credential}`)?.[1],
    status: response.status,
    error: refusal?.code,
    reason: refusal?.reason,
    fault: hit?.kind,
    affectedBy: effectOf(hit),
    ms: performance.now() - start,
  };
  log.add(record, context.controlToken === undefined ? undefined : exchangeOf(request, response, task, refusal));
  const delivery = response.delivery ?? (hit.kind === "truncate" ? "truncate" : undefined);
  return { ...response, dateSkew: hit.dateSkew, delivery };
}

const effectOf = ({ latency, dateSkew }: FaultHit): "latency" | "dateSkew" | undefined =>
  latency > 0 ? "latency" : dateSkew === 0 ? undefined : "dateSkew";

/** Any error other than a ServiceFault is a defect of the service. It is reported, but must not end the process. */
export function faultOf(cause: unknown): ServiceFault {
  if (cause instanceof ServiceFault) {
    return cause;
  }
  warn("A request failed", cause);
  return new ServiceFault(
    "InternalErrorException",
    "The local Cognito Identity service failed. See the warnings of its process.",
  );
}

function performed(request: HttpRequest, { cors }: Context, task: Task, requestId: string): Promise<HttpResponse> {
  const origin = headerOf(request, "origin");
  // Withholding the response is not enough: a form sent to STS, which needs no preflight, would still be processed.
  if (origin !== undefined && !isAllowedOrigin(origin, cors)) {
    throw new ServiceFault(
      "AccessDeniedException",
      `Pages of ${origin} are not allowed to call this service. See --cors.`,
      403,
    );
  }
  return task.perform(requestId);
}

const frontEndPage: HttpResponse = {
  status: 503,
  headers: { "Content-Type": "text/html" },
  body: choices.unavailablePage,
};

/** The response of a fault instead of the operation's. `undefined` if the operation is performed. */
async function responseOfFault(
  { latency, kind, error }: FaultHit,
  { connection }: HttpRequest,
): Promise<HttpResponse | undefined> {
  if (latency > 0 && !(await pause(latency, connection))) {
    return noResponse;
  }
  if (error !== undefined) {
    throw new ServiceFault(error.code, error.message, error.status);
  }
  if (kind === "unavailable") {
    return frontEndPage;
  }
  return kind === "cut" || kind === "hang" ? { ...noResponse, delivery: kind } : undefined;
}

/** Waits until the time is over or the client disconnects, which also happens when the service is closed. @returns whether the client is still connected */
function pause(milliseconds: number, connection: Connection): Promise<boolean> {
  if (connection.destroyed) {
    return Promise.resolve(false);
  }
  return new Promise((resolve) => {
    const disconnected = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      connection.off("close", disconnected);
      resolve(true);
    }, milliseconds);
    connection.once("close", disconnected);
  });
}

/** Longer bodies are not logged. */
const LONGEST_BODY = 32_768;

function exchangeOf(request: HttpRequest, response: HttpResponse, task: Task, refusal?: ServiceFault): Exchange {
  if (task.operation === undefined) {
    return {};
  }
  const shown = (body: string | Buffer, view: () => unknown): unknown => {
    if (body.length > LONGEST_BODY) {
      return `(too long to show: ${body.length} bytes)`;
    }
    return body.length === 0 ? undefined : view();
  };
  return {
    request: shown(request.body, () => task.maskedRequest()),
    answer: shown(response.body, () => task.maskedAnswer(refusal) ?? response.body),
  };
}
