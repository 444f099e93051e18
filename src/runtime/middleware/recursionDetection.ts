import { HttpRequest } from "@smithy/protocol-http";
import type { AbsoluteLocation, BuildHandlerOptions, BuildMiddleware } from "@smithy/types";
import { addTraceHeaders } from "../platform/index.js";

/** Passes the trace of a Lambda invocation on, so that AWS can see a function that calls itself for ever. */
export const recursionDetection = (): BuildMiddleware<object, object> => (next) => (args) => {
  const { request } = args;
  const added = HttpRequest.isInstance(request) ? addTraceHeaders(request.headers) : undefined;
  return added === undefined ? next(args) : added.then(() => next(args));
};

export const recursionDetectionMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: "recursionDetectionMiddleware",
  tags: ["RECURSION_DETECTION", "TRACE_CONTEXT_PROPAGATION"],
  step: "build",
  priority: "low",
  override: true,
};
