import { createCaller } from "../../functions/createCaller.js";
import { outline } from "../../generated/functions.js";
import { service } from "../../generated/models/service.js";
import type { ClientConfig } from "../../runtime/client/ClientConfig.js";
import { call } from "../../runtime/functions/call.js";
import { isRequestHandler } from "../../runtime/http/RequestHandler.js";
import { runtime } from "../../runtime/platform/index.js";
import { ownUserAgent, textsOf, userAgentHeaders } from "../../runtime/userAgent.js";
import type { OperationCaller } from "./OperationCaller.js";

/**
 * Calls public operations over `fetch` without a client: a provider needs two operations, and a page should not pay for
 * middleware, signing and schemas. Options that few applications use are in a module of their own, loaded with the first call.
 */
export function ownCaller(given: ClientConfig): OperationCaller {
  const make = async (): Promise<OperationCaller> => {
    const { userAgentAppId } = given;
    // The clients of AWS that use a provider have a function that returns nothing.
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

/** Undefined when there are options, or forms of options, that need more code than most. */
function plainCaller({
  region,
  endpoint,
  useFipsEndpoint,
  useDualstackEndpoint,
  maxAttempts,
  requestHandler,
  // There are no profiles here.
  profile: _,
  ...others
}: ClientConfig): OperationCaller | undefined {
  if (
    typeof region !== "string" ||
    // Pseudo-regions have FIPS in their names.
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
  const caller = {
    ...createCaller({ ...options, maxAttempts: maxAttempts ?? undefined }),
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
