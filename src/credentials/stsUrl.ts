import type { Provider } from "@smithy/types";
import { partition } from "../runtime/endpoint/partition.js";

interface StsUrlConfig {
  region: Provider<string>;
  useFipsEndpoint?: Provider<boolean>;
  useDualstackEndpoint?: Provider<boolean>;
}

/** Where STS is in a client's region, under the domain of the region's partition. */
export async function stsUrl({ region, useFipsEndpoint, useDualstackEndpoint }: StsUrlConfig): Promise<string> {
  const name = await region();
  const { name: partitionName, dnsSuffix, dualStackDnsSuffix } = partition(name);
  // AWS GovCloud has nothing but FIPS endpoints, and does not say so in the name of this one.
  const isMarked = (await useFipsEndpoint?.()) && partitionName !== "aws-us-gov";
  const suffix = (await useDualstackEndpoint?.()) ? dualStackDnsSuffix : dnsSuffix;
  return `https://sts${isMarked ? "-fips" : ""}.${name}.${suffix}`;
}
