import { loadSharedConfigFiles, NODE_REGION_CONFIG_OPTIONS } from "@smithy/core/config";
import { hinted } from "../../../hints/hinted.js";
import { homeFolder } from "./settingSources.js";

type Sections = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

/**
 * Reads a profile of `~/.aws/config` and `~/.aws/credentials`, or of the files that the environment names, and all sections of the
 * preferred file.
 *
 * This code must not depend on classes or state of other files, because Node.js loads this file as a separate bundle.
 */
export async function fromSharedConfigFiles(
  name: string,
  preferredFile: "config" | "credentials" = "config",
): Promise<{ profile: Sections[string]; sections: Sections }> {
  const { configFile, credentialsFile } = await readSharedConfigFiles();
  const [preferred, other] =
    preferredFile === "credentials" ? [credentialsFile, configFile] : [configFile, credentialsFile];
  return { profile: { ...other[name], ...preferred[name] }, sections: preferred };
}

/** Smithy's reader fails without a home directory, even if the environment names the files. */
function readSharedConfigFiles(): ReturnType<typeof loadSharedConfigFiles> {
  if (homeFolder() !== undefined) {
    return loadSharedConfigFiles();
  }
  process.env.HOME = "/";
  try {
    // Paths are determined before this returns.
    return loadSharedConfigFiles();
  } finally {
    delete process.env.HOME;
  }
}

/**
 * The Region from the instance metadata service of EC2.
 *
 * @throws Error "Region is missing" if there is no such service.
 */
export async function instanceMetadataRegion(): Promise<string> {
  const { default: load } = NODE_REGION_CONFIG_OPTIONS;
  try {
    // Declared as synchronous, but returns a promise.
    return await (typeof load === "function" ? load() : load);
  } catch (error) {
    throw hinted(error);
  }
}

/** The Region of this machine, if AWS runs it. */
export async function machineRegion(): Promise<string | undefined> {
  const { AWS_EXECUTION_ENV, AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  if (AWS_EXECUTION_ENV && (AWS_REGION || AWS_DEFAULT_REGION)) {
    return AWS_REGION ?? AWS_DEFAULT_REGION;
  }
  return instanceMetadataRegion().catch(() => undefined);
}
