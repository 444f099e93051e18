import { HttpRequest } from "@smithy/protocol-http";
import type { AbsoluteLocation, BodyLengthCalculator, BuildHandlerOptions, BuildMiddleware } from "@smithy/types";

export interface ContentLengthConfig {
  bodyLengthChecker: BodyLengthCalculator;
}

/** Says how many bytes the body has, where nobody has said so. */
export const contentLength =
  ({ bodyLengthChecker }: ContentLengthConfig): BuildMiddleware<object, object> =>
  (next) =>
  async (args) => {
    const { request } = args;
    if (HttpRequest.isInstance(request) && request.body && !hasContentLength(request)) {
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
  for (const name in headers) {
    if (name.toLowerCase() === "content-length") {
      return true;
    }
  }
  return false;
}

function lengthOf(check: (body: unknown) => number | undefined, body: unknown): number | undefined {
  try {
    return check(body);
  } catch {
    // A body whose length cannot be told, such as a stream that a plugin put in place, goes out in chunks.
    return undefined;
  }
}
