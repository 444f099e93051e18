import { createCaller } from "../../functions/createCaller.js";
import { outline } from "../../generated/functions.js";
import type { ClientConfig } from "../../runtime/client/ClientConfig.js";
import { call } from "../../runtime/exchange.js";
import { isRequestHandler } from "../../runtime/http/RequestHandler.js";
import type { OperationCaller } from "./OperationCaller.js";

/**
 * Calls public operations with `fetch` and without a client. A provider needs two operations, so a page should not have to load
 * middleware, signing, and schemas. The code for rarely used options is a separate module that is loaded with the first call.
 */
export function ownCaller(given: ClientConfig): OperationCaller {
  const make = async (): Promise<OperationCaller> => {
    const { userAgentAppId } = given;
    // In AWS's clients that call a provider, it may be a function that returns undefined.
    const id = typeof userAgentAppId === "function" ? await userAgentAppId() : userAgentAppId;
    const config = { ...given, userAgentAppId: id };
    return plainCaller(config) ?? (await import("./configuredCaller.browser.js")).configuredCaller(config);
  };
  let made: Promise<OperationCaller> | undefined;
  const caller = (): Promise<OperationCaller> => {
    made ??= make().catch((error) => {
      // The next call tries again.
      made = undefined;
      throw error;
    });
    return made;
  };
  return {
    config: async () => (await caller()).config(),
    callOperation: async (schema, input) => (await caller()).callOperation(schema, input),
  };
}

const PLAIN_ENDPOINT = /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/;

/** Undefined if rarely used options, or rarely used values of options, need more code. */
function plainCaller({
  region,
  endpoint,
  useFipsEndpoint,
  useDualstackEndpoint,
  maxAttempts,
  requestHandler,
  // Profiles have no effect outside Node.js.
  profile: _,
  ...others
}: ClientConfig): OperationCaller | undefined {
  if (
    typeof region !== "string" ||
    // Pseudo-Regions have FIPS in their names.
    /fips|^$/.test(region) ||
    !(endpoint === undefined || (typeof endpoint === "string" && PLAIN_ENDPOINT.test(endpoint))) ||
    typeof useFipsEndpoint === "function" ||
    typeof useDualstackEndpoint === "function" ||
    typeof maxAttempts === "function" ||
    !(requestHandler === undefined || isRequestHandler(requestHandler)) ||
    Object.values(others).some((value) => value !== undefined)
  ) {
    return undefined;
  }
  const options = { region, endpoint, useFipsEndpoint, useDualstackEndpoint, requestHandler };
  const caller = createCaller({ ...options, maxAttempts: maxAttempts ?? undefined });
  return {
    config: async () => ({
      ...options,
      ...caller,
      ignoreConfiguredEndpointUrls: true,
      isCustomEndpoint: Boolean(endpoint),
    }),
    callOperation: async ([, , operation], input) => call(outline, caller, operation, input),
  };
}
