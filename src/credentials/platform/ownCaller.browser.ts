import { createCaller } from "../../functions/createCaller.js";
import { outline } from "../../generated/functions.js";
import { service } from "../../generated/service.js";
import type { ClientConfig } from "../../runtime/client/ClientConfig.js";
import { call } from "../../runtime/functions/call.js";
import { runtime } from "../../runtime/platform/index.js";
import { isRequestHandler } from "../../runtime/platform/RequestHandler.js";
import { ownUserAgent, textsOf, userAgentHeaders } from "../../runtime/userAgent.js";
import type { OperationCaller } from "../CognitoProviderParameters.js";

/**
 * Calls public operations over `fetch` without a client: a provider needs two operations, and a page should not pay for
 * middleware, signing and schemas. Options that few applications use are in a module of their own, loaded with the first call.
 */
export function ownCaller(given: ClientConfig): OperationCaller {
  let made: OperationCaller | undefined;
  const caller = async (): Promise<OperationCaller> => {
    made ??= (await plainCaller(given)) ?? (await import("./configuredCaller.browser.js")).configuredCaller(given);
    return made;
  };
  return {
    config: async () => (await caller()).config(),
    callOperation: async (schema, input) => (await caller()).callOperation(schema, input),
  };
}

const PLAIN_ENDPOINT = /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/;

/** Undefined when there are options, or forms of options, that need more code than most. */
async function plainCaller({
  region,
  endpoint,
  useFipsEndpoint,
  useDualstackEndpoint,
  maxAttempts,
  requestHandler,
  userAgentAppId,
  // There are no profiles here.
  profile: _,
  ...others
}: ClientConfig): Promise<OperationCaller | undefined> {
  if (
    typeof region !== "string" ||
    // Pseudo-regions have FIPS in their names.
    /fips|^$/.test(region) ||
    !(endpoint === undefined || (typeof endpoint === "string" && PLAIN_ENDPOINT.test(endpoint))) ||
    typeof useFipsEndpoint === "function" ||
    typeof useDualstackEndpoint === "function" ||
    typeof maxAttempts === "function" ||
    !(requestHandler === undefined || isRequestHandler(requestHandler)) ||
    // The clients of AWS that use a provider have a function that returns nothing.
    (typeof userAgentAppId === "function" ? await userAgentAppId() : userAgentAppId) !== undefined ||
    Object.values(others).some((value) => value !== undefined)
  ) {
    return undefined;
  }
  const options = { region, endpoint, useFipsEndpoint, useDualstackEndpoint, maxAttempts, requestHandler };
  const caller = {
    ...createCaller(options),
    headers: userAgentHeaders(runtime, textsOf(ownUserAgent(service), [], [], "", endpoint ? "N,E" : "E")),
  };
  return {
    config: async () => ({
      ...caller,
      endpoint: async () => endpoint,
      ignoreConfiguredEndpointUrls: true,
      isCustomEndpoint: Boolean(endpoint),
      maxAttempts: async () => caller.maxAttempts,
      region: async () => region,
      useDualstackEndpoint: async () => useDualstackEndpoint,
      useFipsEndpoint: async () => useFipsEndpoint,
    }),
    async callOperation([, , operation], input) {
      const { output, response } = await call(outline, caller, operation, input);
      return { output, headers: response.headers };
    },
  };
}
