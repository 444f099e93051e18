import { type EndpointResolver, endpoint, endpointError, partition } from "../runtime/endpoint/endpointRules.js";

/** The endpoint of a service in a Region of a partition. */
export type RegionalUrl = (
  region: string,
  partition: ReturnType<typeof partitionOf>,
  flags: { useFips: boolean; useDualStack: boolean },
) => string;

const partitionOf = partition;

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

/** `name`, or `name-fips`, under the domain of the partition. In AWS GovCloud, the endpoint without `-fips` is a FIPS endpoint. */
export const namedUrl =
  (name: string): RegionalUrl =>
  (region, { name: partitionName, dnsSuffix, dualStackDnsSuffix }, { useFips, useDualStack }) => {
    const isMarked = useFips && (useDualStack || partitionName !== "aws-us-gov");
    return `https://${name}${isMarked ? "-fips" : ""}.${region}.${useDualStack ? dualStackDnsSuffix : dnsSuffix}`;
  };
