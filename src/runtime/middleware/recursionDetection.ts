import type { AbsoluteLocation, BuildHandlerOptions } from "@smithy/types";
import type { BuildMiddleware } from "../Middleware.js";
import { traceHeaders } from "../platform/index.js";
import { isHttpRequest } from "../protocol/HttpRequest.js";

/** Passes the trace of a Lambda invocation on, so that AWS can see a function that calls itself for ever. */
export const recursionDetection = (): BuildMiddleware<object, object> => {
  const addTraceHeaders = traceHeaders();
  return addTraceHeaders === undefined
    ? (next) => next
    : (next) => async (args) => {
        if (isHttpRequest(args.request)) {
          await addTraceHeaders(args.request.headers);
        }
        return next(args);
      };
};

export const recursionDetectionMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: "recursionDetectionMiddleware",
  tags: ["RECURSION_DETECTION", "TRACE_CONTEXT_PROPAGATION"],
  step: "build",
  priority: "low",
  override: true,
};
