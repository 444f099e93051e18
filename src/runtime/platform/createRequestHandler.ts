import {
  defaultOptions,
  givenOptions,
  isRequestHandler,
  type RequestHandler,
  type RequestHandlerInput,
} from "../http/RequestHandler.js";
import { HttpHandler } from "./index.js";

/**
 * The caller's request handler, or the platform's handler with the caller's options.
 *
 * @throws Error that names the option, for an invalid time limit.
 */
export function createRequestHandler(
  given: RequestHandlerInput | undefined,
  modeDefaults: () => Promise<object>,
): RequestHandler {
  if (isRequestHandler(given)) {
    return given;
  }
  const options = givenOptions(given);
  return new HttpHandler(async () => ({ ...defaultOptions, ...(await modeDefaults()), ...options }), given);
}
