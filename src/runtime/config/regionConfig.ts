import type { Provider } from "@smithy/types";
import { provider } from "../provider.js";

interface RegionConfig {
  region: Provider<string>;
  useFipsEndpoint: Provider<boolean>;
}

/** A label of a host name (RFC 1123), or the asterisk with which SigV4A signs for all regions. */
const HOST_LABEL = /^(?:\*|(?!-)[a-zA-Z0-9-]{1,63}(?<!-))$/;
/** A region asked for in its FIPS form. */
const FIPS_REGION = /^fips-|-fips$/;
/** Names of pseudo-regions of old: they stand for a region, and for its FIPS endpoint. */
const GLOBAL_FIPS_REGIONS = ["fips-aws-global", "aws-fips"];

/**
 * The region, and whether it was asked for in its FIPS form, such as `us-gov-west-1-fips`.
 *
 * @throws Error "Region is missing" for an empty region; from the provider, for one that can't be part of a host name.
 */
export function regionConfig(
  region: string | Provider<string>,
  useFipsEndpoint: boolean | Provider<boolean>,
): RegionConfig {
  if (!region) {
    throw new Error("Region is missing");
  }
  const given = typeof region === "string" ? provider(region) : async () => region();
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
 * A region becomes a part of a host name, and must not make it another host.
 *
 * @throws Error for one that is no label of a host name.
 */
export function checkedRegion(region: string): string {
  if (!HOST_LABEL.test(region)) {
    throw new Error(`Region not accepted: region="${region}" is not a valid hostname component.`);
  }
  return region;
}
