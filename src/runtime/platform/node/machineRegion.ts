import { NODE_REGION_CONFIG_OPTIONS } from "@smithy/core/config";
import { hinted } from "../../../hints/hinted.js";

/**
 * The Region from the instance metadata service of EC2.
 *
 * @throws Error "Region is missing" if there is no such service.
 */
export async function instanceMetadataRegion(): Promise<string> {
  const load = NODE_REGION_CONFIG_OPTIONS.default as () => Promise<string>;
  return load().catch((error: unknown) => {
    throw hinted(error);
  });
}

/** The Region of this machine, if AWS runs it. */
export async function machineRegion(): Promise<string | undefined> {
  const { AWS_EXECUTION_ENV, AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  if (AWS_EXECUTION_ENV && (AWS_REGION || AWS_DEFAULT_REGION)) {
    return AWS_REGION ?? AWS_DEFAULT_REGION;
  }
  return instanceMetadataRegion().catch(() => undefined);
}
