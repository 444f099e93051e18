import type { AbsoluteLocation, BodyLengthCalculator, BuildHandlerOptions } from "@smithy/types";
import type { BuildMiddleware, HandlerExecutionContext } from "./base/Middleware.js";
import { type HttpRequest, hostOf, isHttpRequest } from "./http/httpMessages.js";
import { traceHeaders } from "./platform/index.js";

export interface ContentLengthConfig {
  bodyLengthChecker: BodyLengthCalculator;
}

/** Adds the length of the body in bytes, unless the request has it. */
export const contentLength = ({ bodyLengthChecker }: ContentLengthConfig): BuildMiddleware<object, object> =>
  withRequest((request) => {
    const length = request.body && !hasContentLength(request) ? lengthOf(bodyLengthChecker, request.body) : undefined;
    if (length !== undefined) {
      request.headers["content-length"] = String(length);
    }
  });

export const contentLengthMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: "contentLengthMiddleware",
  tags: ["SET_CONTENT_LENGTH", "CONTENT_LENGTH"],
  step: "build",
  override: true,
};

function hasContentLength({ headers }: HttpRequest): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === "content-length");
}

function lengthOf(check: (body: unknown) => number | undefined, body: unknown): number | undefined {
  try {
    return check(body);
  } catch {
    // A body of unknown length, such as a stream from a plugin, is sent in chunks.
    return undefined;
  }
}

export interface HostHeaderConfig {
  requestHandler: { metadata?: { handlerProtocol: string } };
}

/** Names the host, which the signature covers: `host` for HTTP/1.1, `:authority` for HTTP/2. */
export const hostHeader = (config: HostHeaderConfig): BuildMiddleware<object, object> =>
  withRequest(({ headers, hostname, port }) => {
    const { handlerProtocol = "" } = config.requestHandler.metadata ?? {};
    if (handlerProtocol.includes("h2") && !headers[":authority"]) {
      delete headers.host;
      headers[":authority"] = hostname + (port ? `:${port}` : "");
    } else if (!headers.host) {
      headers.host = hostOf({ hostname, port });
    }
  });

export const hostHeaderMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: "hostHeaderMiddleware",
  tags: ["HOST"],
  step: "build",
  priority: "low",
  override: true,
};

/** Passes on the trace of a Lambda invocation, so that AWS can detect a function that calls itself endlessly. */
export const recursionDetection = (): BuildMiddleware<object, object> => {
  const addTraceHeaders = traceHeaders();
  return addTraceHeaders === undefined ? (next) => next : withRequest(({ headers }) => addTraceHeaders(headers));
};

export const recursionDetectionMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: "recursionDetectionMiddleware",
  tags: ["RECURSION_DETECTION", "TRACE_CONTEXT_PROPAGATION"],
  step: "build",
  priority: "low",
  override: true,
};

/**
 * Creates build middleware that changes HTTP requests. Other objects, with which a plugin has replaced them, pass unchanged.
 *
 * @param change - returns a promise only if it has to wait.
 */
export function withRequest(
  change: (request: HttpRequest, context: HandlerExecutionContext) => Promise<void> | void,
): BuildMiddleware<object, object> {
  return (next, context) => (args) => {
    const changed = isHttpRequest(args.request) ? change(args.request, context) : undefined;
    return changed === undefined ? next(args) : changed.then(() => next(args));
  };
}
