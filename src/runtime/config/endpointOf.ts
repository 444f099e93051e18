import type { Endpoint, Provider } from "@smithy/types";
import { parseEndpoint } from "../endpoint/parseEndpoint.js";
import { memoized } from "../provider.js";
import type { ClientConfig } from "./ClientConfig.js";

/** A custom endpoint in its parts; a function is called for every call. */
export function endpointOf(endpoint: NonNullable<ClientConfig["endpoint"]>): Provider<Endpoint> {
  return typeof endpoint === "function"
    ? async () => parseEndpoint(await endpoint())
    : memoized(async () => parseEndpoint(await endpoint));
}
