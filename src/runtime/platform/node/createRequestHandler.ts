import type { RequestHandler, RequestHandlerInput } from "../RequestHandler.js";
import { isRequestHandler } from "../RequestHandler.js";
import { requestHandlerOptions } from "../requestHandlerOptions.js";
import { NodeHttpHandler } from "./NodeHttpHandler.js";

/** The caller's request handler, or one over `node:http` and `node:https`. */
export function createRequestHandler(
  given: RequestHandlerInput | undefined,
  modeDefaults: () => Promise<object>,
): RequestHandler {
  return isRequestHandler(given)
    ? given
    : new NodeHttpHandler(async () => requestHandlerOptions(given, await modeDefaults()));
}
