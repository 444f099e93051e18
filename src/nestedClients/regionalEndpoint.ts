import type { EndpointResolver } from "../runtime/endpoint/endpointRules.js";
import type { RegionalUrl } from "../runtime/endpoint/regionalUrl.js";
import { endpoint, endpointError, partition } from "./runtime.js";

/** Endpoint rules that all services here share: a custom endpoint, or else that of the service in the Region. */
export function regionalEndpoint(urlOf: RegionalUrl): EndpointResolver {
  return ({ Region, UseDualStack = false, UseFIPS = false, Endpoint }) => {
    if (Endpoint != null) {
      return UseFIPS
        ? endpointError("Invalid Configuration: FIPS and custom endpoint are not supported")
        : UseDualStack
          ? endpointError("Invalid Configuration: Dualstack and custom endpoint are not supported")
          : endpoint(Endpoint);
    }
    return Region == null
      ? endpointError("Invalid Configuration: Missing Region")
      : endpoint(urlOf(Region, partition(Region), { useFips: UseFIPS, useDualStack: UseDualStack }));
  };
}
