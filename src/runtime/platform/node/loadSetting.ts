import type { Provider } from "@smithy/types";
import { memoized, provider } from "../../provider.js";
import type { SettingContext, Settings } from "../Settings.js";
import { readSetting } from "./readSetting.js";
import { type SettingSource, settingSources } from "./settingSources.js";
import { hasSharedConfigFiles } from "./sharedConfigFiles.js";

/** Finds a setting in the environment, else in the shared config files, else its default; once, on first need. */
export function loadSetting<Name extends keyof Settings>(
  name: Name,
  context: SettingContext,
): Provider<Settings[Name]> {
  const source = settingSources[name] as SettingSource<Settings[Name]>;
  return memoized(async () => {
    const fromEnvironment = readSetting(source, context, () => source.environment(process.env, context));
    if (fromEnvironment !== undefined) {
      return fromEnvironment;
    }
    if (hasSharedConfigFiles()) {
      // Reading and parsing the files is code that most processes never need.
      const { fromSharedConfigFiles } = await import("./fromSharedConfigFiles.js");
      const name = context.profile || process.env.AWS_PROFILE || "default";
      const { profile, sections } = await fromSharedConfigFiles(name, source.preferredFile);
      const fromFiles = readSetting(source, context, () => source.file(profile, context, sections));
      if (fromFiles !== undefined) {
        return fromFiles;
      }
    }
    return source.default();
  });
}

/** The mode for `auto`: in the region of the machine or across regions, as far as that is known. */
export async function resolveAutoDefaultsMode(region: string | Provider<string>): Promise<string> {
  const { machineRegion } = await import("./machineRegion.js");
  const own = await machineRegion();
  if (own === undefined) {
    return "standard";
  }
  return own === (await provider(region)()) ? "in-region" : "cross-region";
}
