import type { EndpointV2, EndpointParameters as SmithyEndpointParameters } from "@smithy/types";
import { EndpointError } from "../http/parseEndpoint.js";

/** The parameters of the endpoint rules of a service. */
export interface EndpointParameters extends SmithyEndpointParameters {
  Region?: string | undefined;
  UseDualStack?: boolean | undefined;
  UseFIPS?: boolean | undefined;
  /** The URL that was configured in place of the service's own. */
  Endpoint?: string | undefined;
}

/** @throws EndpointError when the service has no endpoint for the parameters. */
export type EndpointResolver = (parameters: EndpointParameters) => EndpointV2;

/** The outcome of a rule that finds an endpoint. */
export const endpoint = (url: string, properties: object = {}, headers: Record<string, string[]> = {}): EndpointV2 => ({
  url: new URL(url),
  // Rules have part of an auth scheme; the type requires all of it.
  properties: properties as Required<EndpointV2>["properties"],
  headers,
});

/** The outcome of a rule that finds a contradiction. */
export const endpointError = (message: string): never => {
  throw new EndpointError(message);
};

/** Names a value for the rules that follow (`assign` in a rule set). */
export const withValue = <Value, Outcome>(value: Value, rules: (value: Value) => Outcome): Outcome => rules(value);

/** A group of Regions that is separate from the others and has its own domain names: the part of it that endpoint rules use. */
export interface Partition {
  readonly name: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
}

/**
 * The partition of a region (`aws.partition` in endpoint rules).
 *
 * A region belongs to the partition whose prefix it has, so that future Regions are known. A Region without a known prefix is
 * in `aws`.
 */
export const partition = (region: string): Partition => {
  const prefix = region.replace(/-\w+-\d+$/, "-");
  const [name, dnsSuffix, dualStackDnsSuffix] = (partitions
    .map((row) => row.split(" "))
    .find((row) => row.includes(prefix, 3)) ?? aws) as [string, string, string];
  return { name, dnsSuffix, dualStackDnsSuffix };
};

const aws = ["aws", "amazonaws.com", "api.aws"];

/**
 * Name, domain, domain of dual-stack endpoints, prefixes, and regions without the name of a place: those in `-global` are
 * pseudo-regions.
 */
const partitions = [
  "aws-cn amazonaws.com.cn api.amazonwebservices.com.cn cn- aws-cn-global",
  "aws-eusc amazonaws.eu api.amazonwebservices.eu eusc-de-",
  "aws-iso c2s.ic.gov api.aws.ic.gov us-iso- aws-iso-global",
  "aws-iso-b sc2s.sgov.gov api.aws.scloud us-isob- aws-iso-b-global",
  "aws-iso-e cloud.adc-e.uk api.cloud-aws.adc-e.uk eu-isoe- aws-iso-e-global",
  "aws-iso-f csp.hci.ic.gov api.aws.hci.ic.gov us-isof- aws-iso-f-global",
  "aws-us-gov amazonaws.com api.aws us-gov- aws-us-gov-global",
];
