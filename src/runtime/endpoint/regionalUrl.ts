import type { EndpointV2 } from "@smithy/types";
import { EndpointError } from "../http/parseEndpoint.js";
import { type EndpointParameters, type PartitionRow, partitionRow } from "./endpointRules.js";

/** The URL of a service in a Region of a partition. */
export type RegionalUrl = (region: string, partition: PartitionRow, UseFIPS: boolean, UseDualStack: boolean) => string;

/**
 * The endpoint rules that AWS's services share: a custom endpoint, or else that of the service in the Region.
 *
 * @throws EndpointError for a custom endpoint with flags, and without a Region.
 */
export function endpointUrl(
  urlIn: RegionalUrl,
  Region: string | undefined,
  UseFIPS: boolean,
  UseDualStack: boolean,
  Endpoint: string | undefined,
): string {
  if (Endpoint != null) {
    if (UseFIPS || UseDualStack) {
      throw new EndpointError(
        `Invalid Configuration: ${UseFIPS ? "FIPS" : "Dualstack"} and custom endpoint are not supported`,
      );
    }
    return Endpoint;
  }
  if (Region == null) {
    throw new EndpointError("Invalid Configuration: Missing Region");
  }
  return urlIn(Region, partitionRow(Region), UseFIPS, UseDualStack);
}

/** @throws EndpointError; see {@link endpointUrl}. */
export function regionalEndpoint(
  urlIn: RegionalUrl,
  { Region, UseFIPS = false, UseDualStack = false, Endpoint }: EndpointParameters,
): EndpointV2 {
  return { url: new URL(endpointUrl(urlIn, Region, UseFIPS, UseDualStack, Endpoint)), properties: {}, headers: {} };
}

/**
 * `name`, or `name-fips`, under the domain of the partition.
 *
 * AWS GovCloud has only FIPS endpoints. The names of those that are not dual-stack do not contain `-fips`.
 */
export const namedUrl =
  (name: string): RegionalUrl =>
  (region, [partitionName, dnsSuffix, dualStackDnsSuffix], UseFIPS, UseDualStack) => {
    const isMarked = UseFIPS && (UseDualStack || partitionName !== "aws-us-gov");
    return `https://${name}${isMarked ? "-fips" : ""}.${region}.${UseDualStack ? dualStackDnsSuffix : dnsSuffix}`;
  };
