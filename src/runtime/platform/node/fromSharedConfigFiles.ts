import { loadSharedConfigFiles } from "@smithy/core/config";
import type { SettingContext } from "../Settings.js";
import type { SettingSource } from "./settingSources.js";
import { homeFolder } from "./sharedConfigFiles.js";
import { valueOrUndefined } from "./valueOrUndefined.js";

/** A setting of the profile in `~/.aws/config` and `~/.aws/credentials`, or in the files that the environment names. */
export async function fromSharedConfigFiles<Value>(
  source: SettingSource<Value>,
  context: SettingContext,
): Promise<Value | undefined> {
  const { configFile, credentialsFile } = await readSharedConfigFiles();
  const name = context.profile || process.env.AWS_PROFILE || "default";
  const [preferred, other] =
    source.preferredFile === "credentials" ? [credentialsFile, configFile] : [configFile, credentialsFile];
  const profile = { ...other[name], ...preferred[name] };
  return valueOrUndefined(() => source.file(profile, context, preferred as Record<string, Record<string, string>>));
}

/** Smithy's reader fails without a home directory, even if the environment names the files. */
function readSharedConfigFiles(): ReturnType<typeof loadSharedConfigFiles> {
  if (homeFolder() !== undefined) {
    return loadSharedConfigFiles();
  }
  process.env.HOME = "/";
  try {
    // Paths are worked out before this returns.
    return loadSharedConfigFiles();
  } finally {
    delete process.env.HOME;
  }
}
