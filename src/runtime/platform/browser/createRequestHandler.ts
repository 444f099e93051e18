import { FetchHttpHandler } from "@smithy/fetch-http-handler";
import type { RequestHandler, RequestHandlerInput } from "../RequestHandler.js";
import { requestHandlerOptions } from "../requestHandlerOptions.js";

type Fetch = (request: Request) => Promise<Response>;

/** The caller's request handler, or one over `fetch`. */
export function createRequestHandler(
  given: RequestHandlerInput | undefined,
  modeDefaults: () => Promise<object>,
): RequestHandler {
  return FetchHttpHandler.create(
    (given as RequestHandler | undefined)?.handle ? (given as never) : () => optionsOf(given, modeDefaults),
  ) as never;
}

async function optionsOf(given: object | undefined, modeDefaults: () => Promise<object>): Promise<object> {
  const options = requestHandlerOptions(given, await modeDefaults());
  return { ...options, customFetch: readingWhole(options.customFetch as Fetch | undefined) };
}

/**
 * Reads the body as part of the request, as text: so the time limit and the abort signal cover it, and React Native,
 * whose `fetch` has no body streams, needs nothing added.
 */
function readingWhole(customFetch: Fetch | undefined): Fetch {
  return async (request) => {
    try {
      const response = await (customFetch ?? fetch)(request);
      const text = await response.text();
      const { headers, status, statusText } = response;
      return { headers, status, statusText, blob: async () => text } as unknown as Response;
    } catch (error) {
      if ((error as Error | undefined)?.name !== "AbortError") {
        // Whatever the engine calls it, and in whatever language: the connection failed.
        Object.assign(error as Error, { $retryable: {} });
      }
      throw error;
    }
  };
}
