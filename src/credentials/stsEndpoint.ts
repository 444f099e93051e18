import type { Endpoint, EndpointV2, Provider } from "@smithy/types";
import { provider } from "../runtime/base/provider.js";
import { namedUrl, partitionRow } from "../runtime/endpoint/endpointRules.js";
import { parseEndpoint } from "../runtime/http/parseEndpoint.js";

/** The part of a client's configuration that is used here. The client can be of this package or of AWS, or the small one. */
export interface StsEndpointConfig {
  region: string | Provider<string>;
  endpoint?: string | Provider<string | Endpoint | EndpointV2> | undefined;
  isCustomEndpoint?: boolean;
  ignoreConfiguredEndpointUrls?: boolean;
  serviceConfiguredEndpoint?: Provider<string | undefined>;
  useFipsEndpoint?: boolean | Provider<boolean> | undefined;
  useDualstackEndpoint?: boolean | Provider<boolean> | undefined;
}

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * The endpoint of STS: the configured one, that of a Cognito Identity service on this machine, or AWS's in the client's Region.
 *
 * @param configured - the endpoint of STS in the environment or the shared config files.
 * @throws TypeError if Cognito Identity has another custom endpoint, because its tokens must not be sent to AWS.
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
    ? await provider(config.endpoint)()
    : !ignoreConfiguredEndpointUrls && (await config.serviceConfiguredEndpoint?.());
  const region = await provider(config.region)();
  const [, dnsSuffix, dualStackDnsSuffix] = partitionRow(region);
  if (custom) {
    const endpoint = parseEndpoint(custom);
    const { hostname } = endpoint;
    // The local service and other emulators support both protocols.
    if (LOOPBACK.test(hostname)) {
      return endpoint;
    }
    // An endpoint of AWS, regional or in a VPC.
    if (![dnsSuffix, dualStackDnsSuffix].some((suffix) => hostname.endsWith(`.${suffix}`))) {
      throw new TypeError(
        `Cognito Identity has the endpoint ${hostname}, but STS has none. Pass \`stsEndpoint\`, or set AWS_ENDPOINT_URL_STS.`,
      );
    }
  }
  return parseEndpoint(await stsUrl(config, region));
}

/** The URL of STS in a Region, in the domain of the Region's partition. */
export async function stsUrl(
  { useFipsEndpoint, useDualstackEndpoint }: Omit<StsEndpointConfig, "region">,
  region: string,
): Promise<string> {
  const UseFIPS = Boolean(await provider(useFipsEndpoint)());
  const UseDualStack = Boolean(await provider(useDualstackEndpoint)());
  return namedUrl("sts")(region, partitionRow(region), UseFIPS, UseDualStack);
}
