import { HttpHandler } from "../platform/index.js";
import { isRequestHandler, type RequestHandler, type RequestHandlerInput } from "../platform/RequestHandler.js";
import { requestHandlerOptions } from "../platform/requestHandlerOptions.js";

/** The caller's request handler, or the platform's own, with the caller's options. */
export function createRequestHandler(
  given: RequestHandlerInput | undefined,
  modeDefaults: () => Promise<object>,
): RequestHandler {
  return isRequestHandler(given)
    ? given
    : new HttpHandler(async () => requestHandlerOptions(given, await modeDefaults()));
}
