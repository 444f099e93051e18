import type { EndpointV2, EndpointParameters as SmithyEndpointParameters } from "@smithy/types";
import { endpointProperties } from "../base/smithyTypes.js";
import { EndpointError, urlOf } from "../http/parseEndpoint.js";

/** The parameters of the endpoint rules of a service. */
export interface EndpointParameters extends SmithyEndpointParameters {
  Region?: string | undefined;
  UseDualStack?: boolean | undefined;
  UseFIPS?: boolean | undefined;
  /** A custom URL that replaces the service's own. */
  Endpoint?: string | undefined;
}

/** @throws EndpointError if the service has no endpoint for the parameters. */
export type EndpointResolver = (parameters: EndpointParameters) => EndpointV2;

/** The result of a rule that finds an endpoint. */
export const endpoint = (url: string, properties: object = {}, headers: Record<string, string[]> = {}): EndpointV2 => ({
  url: urlOf(url),
  properties: endpointProperties(properties),
  headers,
});

/** The result of a rule that finds a contradiction. */
export const endpointError = (message: string): never => {
  throw new EndpointError(message);
};

/** Names a value for later rules (`assign` in a rule set). */
export const withValue = <Value, Outcome>(value: Value, rules: (value: Value) => Outcome): Outcome => rules(value);

/** The properties of a partition that endpoint rules use. A partition is a separate group of Regions with its own domain names. */
export interface Partition {
  readonly name: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
}

/**
 * The partition of a Region (`aws.partition` in endpoint rules).
 *
 * A Region belongs to the partition with its prefix, so that future Regions work. A Region without a known prefix is in `aws`.
 */
export const partition = (region: string): Partition => {
  const [name, dnsSuffix, dualStackDnsSuffix] = partitionRow(region);
  return { name, dnsSuffix, dualStackDnsSuffix };
};

/** A partition in the smallest form. */
export type PartitionRow = readonly [
  name: string,
  dnsSuffix: string,
  dualStackDnsSuffix: string,
  ...prefixesAndRegions: string[],
];

/** See {@link partition}. */
export function partitionRow(region: string): PartitionRow {
  const prefix = region.replace(/-\w+-\d+$/, "-");
  return partitions.find((row) => row.includes(prefix, 3)) ?? aws;
}

const aws: PartitionRow = ["aws", "amazonaws.com", "api.aws"];

/**
 * Name, domain, domain of dual-stack endpoints, prefixes, and Regions that are not named after a place. Those that end in `-global` are
 * pseudo-Regions.
 */
const partitions: readonly PartitionRow[] = [
  ["aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-", "aws-cn-global"],
  ["aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", "eusc-de-"],
  ["aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-", "aws-iso-global"],
  ["aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", "us-isob-", "aws-iso-b-global"],
  ["aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe-", "aws-iso-e-global"],
  ["aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof-", "aws-iso-f-global"],
  ["aws-us-gov", "amazonaws.com", "api.aws", "us-gov-", "aws-us-gov-global"],
];

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
  return { url: urlOf(url), properties: {}, headers: {} };
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
