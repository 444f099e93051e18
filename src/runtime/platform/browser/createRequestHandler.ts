import { isRequestHandler, type RequestHandler, type RequestHandlerInput } from "../RequestHandler.js";
import { requestHandlerOptions } from "../requestHandlerOptions.js";
import { FetchHttpHandler } from "./FetchHttpHandler.js";

/** The caller's request handler, or one over `fetch`. */
export function createRequestHandler(
  given: RequestHandlerInput | undefined,
  modeDefaults: () => Promise<object>,
): RequestHandler {
  return isRequestHandler(given)
    ? given
    : new FetchHttpHandler(async () => requestHandlerOptions(given, await modeDefaults()));
}
