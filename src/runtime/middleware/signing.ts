import type { FinalizeRequestHandlerOptions, RelativeMiddlewareOptions } from "@smithy/types";
import { smithyContext } from "../callState.js";
import type { FinalizeRequestMiddleware, SelectedHttpAuthScheme } from "../Middleware.js";
import { type HttpRequest, isHttpRequest } from "../protocol/HttpRequest.js";

/** Signs each attempt anew, and lets the signer learn from the answer how far the clock is off. */
export const signing = (): FinalizeRequestMiddleware<object, object> => (next, context) => async (args) => {
  if (!isHttpRequest(args.request)) {
    return next(args);
  }
  const scheme = smithyContext(context).selectedHttpAuthScheme as SelectedHttpAuthScheme | undefined;
  if (scheme === undefined) {
    throw new Error("No HttpAuthScheme was selected: unable to sign request");
  }
  const { httpAuthOption, identity, signer } = scheme;
  const signingProperties = httpAuthOption.signingProperties ?? {};
  const request = await signer.sign(args.request, identity, signingProperties);
  try {
    const result = await next({ ...args, request });
    signer.successHandler?.(result.response as HttpRequest, signingProperties);
    return result;
  } catch (error) {
    signer.errorHandler?.(signingProperties)(error as Error);
    throw error;
  }
};

export const signingMiddlewareOptions: FinalizeRequestHandlerOptions & RelativeMiddlewareOptions = {
  name: "httpSigningMiddleware",
  aliases: ["apiKeyMiddleware", "tokenMiddleware", "awsAuthMiddleware"],
  tags: ["HTTP_SIGNING"],
  step: "finalizeRequest",
  relation: "after",
  toMiddleware: "retryMiddleware",
  override: true,
};
