import type { EndpointV2 } from "@smithy/types";
import { EndpointError } from "../http/parseEndpoint.js";
import { type EndpointParameters, type PartitionRow, partitionRow } from "./endpointRules.js";

/** The URL of a service in a Region of a partition. */
export type RegionalUrl = (region: string, partition: PartitionRow, UseFIPS: boolean, UseDualStack: boolean) => string;

/**
 * The endpoint rules that AWS's services share: a custom endpoint, or else that of the service in the Region.
 *
 * @throws EndpointError for a custom endpoint with flags.
 */
export function endpointUrl(
  urlIn: RegionalUrl,
  Region: string,
  UseFIPS: boolean,
  UseDualStack: boolean,
  Endpoint: string | undefined,
): string {
  if (Endpoint === undefined) {
    return urlIn(Region, partitionRow(Region), UseFIPS, UseDualStack);
  }
  if (UseFIPS || UseDualStack) {
    throw new EndpointError(
      `Invalid Configuration: ${UseFIPS ? "FIPS" : "Dualstack"} and custom endpoint are not supported`,
    );
  }
  return Endpoint;
}

/** @throws EndpointError without a Region; see also {@link endpointUrl}. */
export function regionalEndpoint(
  urlIn: RegionalUrl,
  { Region, UseFIPS = false, UseDualStack = false, Endpoint }: EndpointParameters,
): EndpointV2 {
  if ((Endpoint ?? Region) == null) {
    throw new EndpointError("Invalid Configuration: Missing Region");
  }
  const url = endpointUrl(urlIn, `${Region}`, UseFIPS, UseDualStack, Endpoint ?? undefined);
  return { url: new URL(url), properties: {}, headers: {} };
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
