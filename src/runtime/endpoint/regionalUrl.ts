import type { Partition } from "./endpointRules.js";

/** The URL of a service in a Region of a partition. */
export type RegionalUrl = (
  region: string,
  partition: Partition,
  flags: { useFips: boolean; useDualStack: boolean },
) => string;

/**
 * `name`, or `name-fips`, under the domain of the partition.
 *
 * AWS GovCloud has only FIPS endpoints. The names of those that are not dual-stack do not contain `-fips`.
 */
export const namedUrl =
  (name: string): RegionalUrl =>
  (region, { name: partitionName, dnsSuffix, dualStackDnsSuffix }, { useFips, useDualStack }) => {
    const isMarked = useFips && (useDualStack || partitionName !== "aws-us-gov");
    return `https://${name}${isMarked ? "-fips" : ""}.${region}.${useDualStack ? dualStackDnsSuffix : dnsSuffix}`;
  };
