import type {
  Endpoint,
  EndpointV2,
  HeaderBag,
  Logger,
  Provider,
  RelativeMiddlewareOptions,
  SerializeHandlerOptions,
} from "@smithy/types";
import { hinted } from "../../hints/hinted.js";
import { type HandlerExecutionContext, type SerializeMiddleware, smithyContext } from "../base/Middleware.js";
import { memoized, provider } from "../base/provider.js";
import { originOf } from "../http/httpMessages.js";
import { parseEndpoint } from "../http/parseEndpoint.js";
import { configuredEndpoint } from "../platform/index.js";
import type { EndpointParameters } from "./endpointRules.js";

/** Resolves the endpoint of the request, and passes its authentication scheme to the signer. */
export const endpoint =
  (config: EndpointConfig): SerializeMiddleware<object, object> =>
  (next, context) =>
  async (args) => {
    const resolved = await endpointFromConfiguration(config, context);
    context.endpointV2 = resolved;
    context.authSchemes = resolved.properties?.authSchemes;
    applyAuthScheme(resolved, context);
    return next(args);
  };

export const endpointMiddlewareOptions: SerializeHandlerOptions & RelativeMiddlewareOptions = {
  name: "endpointV2Middleware",
  tags: ["ENDPOINT_PARAMETERS", "ENDPOINT_V2", "ENDPOINT"],
  step: "serialize",
  relation: "before",
  toMiddleware: "serializerMiddleware",
  override: true,
};

/** A custom endpoint may specify the Region and the service to sign for. */
function applyAuthScheme(resolved: EndpointV2, context: HandlerExecutionContext): void {
  const scheme = resolved.properties?.authSchemes?.[0];
  if (scheme === undefined) {
    return;
  }
  const { signingName, signingRegion } = scheme;
  const signingRegionSet = scheme.signingRegionSet;
  context.signing_region = signingRegion;
  context.signing_service = signingName;
  const selected = smithyContext(context).selectedHttpAuthScheme;
  if (selected !== undefined) {
    selected.httpAuthOption.signingProperties = {
      ...selected.httpAuthOption.signingProperties,
      signing_region: signingRegion,
      signingRegion,
      signing_service: signingName,
      signingName,
      signingRegionSet,
      ...scheme.properties,
    };
  }
}

/**
 * Applies the endpoint rules to the settings from code, the environment, and shared config files.
 *
 * @throws EndpointError if the combination is not allowed, such as FIPS with a custom endpoint.
 */
export async function endpointFromConfiguration(
  config: EndpointConfig,
  context: HandlerExecutionContext,
): Promise<EndpointV2> {
  const own = config.isCustomEndpoint ? await config.endpoint?.() : await configuredEndpoint(config, context);
  if (config.isCustomEndpoint) {
    const callContext = smithyContext(context);
    callContext.features = { ...callContext.features, ENDPOINT_OVERRIDE: "N" };
  }
  const resolved = config.endpointProvider(
    {
      UseFIPS: await provider(config.useFipsEndpoint)(),
      Endpoint: own && originOf(own) + own.path,
      Region: await provider(config.region)(),
      UseDualStack: await provider(config.useDualstackEndpoint)(),
    },
    context,
  );
  return own?.headers === undefined ? resolved : withHeaders(resolved, own.headers);
}

function withHeaders(resolved: EndpointV2, headers: HeaderBag): EndpointV2 {
  const own = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]);
  return { ...resolved, headers: { ...resolved.headers, ...Object.fromEntries(own) } };
}

export type EndpointProvider = (parameters: EndpointParameters, context?: { logger?: Logger }) => EndpointV2;

/** A custom endpoint, as passed by the caller. */
type EndpointOption = string | Endpoint | Provider<Endpoint> | EndpointV2 | Provider<EndpointV2>;

/** Where requests go. */
export interface EndpointConfig {
  endpoint?: Provider<Endpoint>;
  endpointProvider: EndpointProvider;
  ignoreConfiguredEndpointUrls: boolean;
  isCustomEndpoint?: boolean;
  region: Provider<string>;
  serviceConfiguredEndpoint?: Provider<string | undefined>;
  useDualstackEndpoint: Provider<boolean>;
  useFipsEndpoint: Provider<boolean>;
}

/** Enough for the Regions and flags of several clients; others are resolved again. */
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

/** A custom endpoint, parsed. If it is a function, it is called for every call. */
export function endpointOf(endpoint: EndpointOption): Provider<Endpoint> {
  return typeof endpoint === "function"
    ? async () => parseEndpoint(await endpoint())
    : memoized(async () => parseEndpoint(await endpoint));
}

interface RegionConfig {
  region: Provider<string>;
  useFipsEndpoint: Provider<boolean>;
}

/** A label of a host name (RFC 1123), or the asterisk with which SigV4A signs for all Regions. */
const HOST_LABEL = /^(?:\*|[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)$/;
/** A Region in its FIPS form. */
const FIPS_REGION = /^fips-|-fips$/;
/** Legacy names of pseudo-Regions, which mean a Region and its FIPS endpoint. */
const GLOBAL_FIPS_REGIONS = ["fips-aws-global", "aws-fips"];

/**
 * The Region, and whether it was specified in its FIPS form, such as `us-gov-west-1-fips`.
 *
 * @throws Error "Region is missing" for an empty Region; from the provider, for one that can't be part of a host name.
 */
export function regionConfig(
  region: string | Provider<string>,
  useFipsEndpoint: boolean | Provider<boolean>,
): RegionConfig {
  if (!region) {
    throw hinted(new Error("Region is missing"));
  }
  const call = async () => {
    if (typeof region !== "function") {
      throw new Error("region must be text, such as us-east-1, or a function that returns it.");
    }
    return region();
  };
  const given = typeof region === "string" ? provider(region) : call;
  return {
    region: async () => checkedRegion(plainRegion(await given())),
    useFipsEndpoint: async () => FIPS_REGION.test(await given()) || provider(useFipsEndpoint)(),
  };
}

function plainRegion(region: string): string {
  if (GLOBAL_FIPS_REGIONS.includes(region)) {
    return "us-east-1";
  }
  return FIPS_REGION.test(region) ? region.replace(/fips-(dkr-|prod-)?|-fips/, "") : region;
}

/**
 * Checks a Region, which becomes part of a host name and must not change the host.
 *
 * @throws Error for a Region that is not a host name label.
 */
export function checkedRegion(region: string): string {
  if (!HOST_LABEL.test(region)) {
    throw hinted(new Error(`Region not accepted: region="${region}" is not a valid hostname component.`));
  }
  return region;
}
