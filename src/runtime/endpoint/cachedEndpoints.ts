import type { EndpointV2 } from "@smithy/types";
import type { EndpointParameters } from "./endpointRules.js";

/** More than one client's regions and flags; whoever has more gets them worked out anew. */
const CAPACITY = 50;

/** Applies the endpoint rules once per set of parameters: the same parameters get the same object. */
export function cachedEndpoints(
  resolve: (parameters: EndpointParameters) => EndpointV2,
): (parameters: EndpointParameters) => EndpointV2 {
  const cache = new Map<string, EndpointV2>();
  return (parameters) => {
    const { Region, UseDualStack, UseFIPS, Endpoint } = parameters;
    const key = `${Region}|${UseDualStack}|${UseFIPS}|${Endpoint}`;
    let endpoint = cache.get(key);
    if (endpoint === undefined) {
      endpoint = resolve(parameters);
      if (cache.size >= CAPACITY) {
        cache.clear();
      }
      cache.set(key, endpoint);
    }
    return endpoint;
  };
}
