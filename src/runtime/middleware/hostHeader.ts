import type { AbsoluteLocation, BuildHandlerOptions } from "@smithy/types";
import type { BuildMiddleware } from "../Middleware.js";
import { isHttpRequest } from "../protocol/HttpRequest.js";

export interface HostHeaderConfig {
  requestHandler: { metadata?: { handlerProtocol: string } };
}

/** Names the host, which the signature covers: `host` for HTTP/1.1, `:authority` for HTTP/2. */
export const hostHeader =
  (config: HostHeaderConfig): BuildMiddleware<object, object> =>
  (next) =>
  (args) => {
    const { request } = args;
    if (isHttpRequest(request)) {
      const { headers, hostname, port } = request;
      const { handlerProtocol = "" } = config.requestHandler.metadata ?? {};
      if (handlerProtocol.includes("h2") && !headers[":authority"]) {
        delete headers.host;
        headers[":authority"] = hostname + (port ? `:${port}` : "");
      } else if (!headers.host) {
        headers.host = port == null ? hostname : `${hostname}:${port}`;
      }
    }
    return next(args);
  };

export const hostHeaderMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: "hostHeaderMiddleware",
  tags: ["HOST"],
  step: "build",
  priority: "low",
  override: true,
};
