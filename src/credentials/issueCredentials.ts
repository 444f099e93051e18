import { enhancedFlow } from "./enhancedFlow.js";
import type { Flow } from "./Flow.js";

/** By the flow that the parameters ask for. */
export const issueCredentials: Flow = async (client, identityId, logins, parameters) => {
  const flow = parameters.flow === "classic" ? (await import("./classicFlow.js")).classicFlow : enhancedFlow;
  return flow(client, identityId, logins, parameters);
};
