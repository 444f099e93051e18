import type { AbsoluteLocation, BodyLengthCalculator, BuildHandlerOptions } from "@smithy/types";
import type { BuildMiddleware } from "../Middleware.js";
import { type HttpRequest, isHttpRequest } from "../protocol/HttpRequest.js";

export interface ContentLengthConfig {
  bodyLengthChecker: BodyLengthCalculator;
}

/** Says how many bytes the body has, where nobody has said so. */
export const contentLength =
  ({ bodyLengthChecker }: ContentLengthConfig): BuildMiddleware<object, object> =>
  (next) =>
  (args) => {
    const { request } = args;
    if (isHttpRequest(request) && request.body && !hasContentLength(request)) {
      const length = lengthOf(bodyLengthChecker, request.body);
      if (length !== undefined) {
        request.headers["content-length"] = String(length);
      }
    }
    return next(args);
  };

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
    // A body whose length cannot be told, such as a stream that a plugin put in place, goes out in chunks.
    return undefined;
  }
}
