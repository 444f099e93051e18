import type { Endpoint, EndpointV2, Provider } from "@smithy/types";
import { partition } from "../runtime/endpoint/endpointRules.js";
import { parseEndpoint } from "../runtime/http/parseEndpoint.js";

/** What is used of the configuration of a client, this package's or AWS's. */
export interface StsEndpointConfig {
  region: Provider<string>;
  endpoint?: Provider<string | Endpoint | EndpointV2> | undefined;
  isCustomEndpoint?: boolean;
  ignoreConfiguredEndpointUrls?: boolean;
  serviceConfiguredEndpoint?: Provider<string | undefined>;
  useFipsEndpoint?: Provider<boolean>;
  useDualstackEndpoint?: Provider<boolean>;
}

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * The endpoint of STS: the configured one, that of a Cognito Identity on this machine, or AWS's in the client's region.
 *
 * @param configured - what environment and shared config files say about STS.
 * @throws TypeError when Cognito Identity has an endpoint elsewhere: its tokens must not go to AWS.
 */
export async function stsEndpoint(
  config: StsEndpointConfig,
  configured: Provider<string | undefined>,
): Promise<Endpoint> {
  const { isCustomEndpoint, ignoreConfiguredEndpointUrls } = config;
  const url = ignoreConfiguredEndpointUrls ? undefined : await configured();
  if (url) {
    return parseEndpoint(url);
  }
  const custom = isCustomEndpoint
    ? await config.endpoint?.()
    : !ignoreConfiguredEndpointUrls && (await config.serviceConfiguredEndpoint?.());
  const region = await config.region();
  const { dnsSuffix, dualStackDnsSuffix } = partition(region);
  if (custom) {
    const endpoint = parseEndpoint(custom);
    const { hostname } = endpoint;
    // The local service speaks both protocols, as other emulators do.
    if (LOOPBACK.test(hostname)) {
      return endpoint;
    }
    // A region's or a VPC's endpoint of AWS.
    if (![dnsSuffix, dualStackDnsSuffix].some((suffix) => hostname.endsWith(`.${suffix}`))) {
      throw new TypeError(
        `Cognito Identity has the endpoint ${hostname}, but STS has none. Pass \`stsEndpoint\`, or set AWS_ENDPOINT_URL_STS.`,
      );
    }
  }
  return parseEndpoint(await stsUrl(config, region));
}

/** Where STS is in a region, under the domain of the region's partition. */
export async function stsUrl(
  { useFipsEndpoint, useDualstackEndpoint }: Omit<StsEndpointConfig, "region">,
  region: string,
): Promise<string> {
  const { name, dnsSuffix, dualStackDnsSuffix } = partition(region);
  // AWS GovCloud has only FIPS endpoints, and the name of this one does not say so.
  const isMarked = (await useFipsEndpoint?.()) && name !== "aws-us-gov";
  const suffix = (await useDualstackEndpoint?.()) ? dualStackDnsSuffix : dnsSuffix;
  return `https://sts${isMarked ? "-fips" : ""}.${region}.${suffix}`;
}
