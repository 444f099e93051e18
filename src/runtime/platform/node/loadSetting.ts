import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Provider } from "@smithy/types";
import { memoized, provider } from "../../provider.js";
import type { SettingContext, Settings } from "../Settings.js";
import { type SettingSource, settingSources } from "./settingSources.js";
import { valueOrUndefined } from "./valueOrUndefined.js";

/** Finds a setting in the environment, else in the shared config files, else its default; once, on first need. */
export function loadSetting<Name extends keyof Settings>(
  name: Name,
  context: SettingContext,
): Provider<Settings[Name]> {
  const source = settingSources[name] as SettingSource<Settings[Name]>;
  return memoized(async () => {
    const fromEnvironment = valueOrUndefined(() => source.environment(process.env, context));
    if (fromEnvironment !== undefined) {
      return fromEnvironment;
    }
    if (hasSharedConfigFiles()) {
      // Reading and parsing the files is code that most processes never need.
      const { fromSharedConfigFiles } = await import("./fromSharedConfigFiles.js");
      const fromFiles = await fromSharedConfigFiles(source, context);
      if (fromFiles !== undefined) {
        return fromFiles;
      }
    }
    return source.default();
  });
}

/** The mode for `auto`: in the region of the machine or across regions, as far as that can be told. */
export async function resolveAutoDefaultsMode(region: string | Provider<string>): Promise<string> {
  const { machineRegion } = await import("./machineRegion.js");
  const own = await machineRegion();
  if (own === undefined) {
    return "standard";
  }
  return own === (await provider(region)()) ? "in-region" : "cross-region";
}

/** Which files are there: a client asks for some ten settings, all of the same files. */
const found = new Map<string, boolean>();

function hasSharedConfigFiles(): boolean {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, HOME, USERPROFILE } = process.env;
  const folder = join(HOME || USERPROFILE || homedir(), ".aws");
  return (
    isThere(AWS_CONFIG_FILE || join(folder, "config")) ||
    isThere(AWS_SHARED_CREDENTIALS_FILE || join(folder, "credentials"))
  );
}

/** Looked at once, as AWS's clients read each file once. */
function isThere(path: string): boolean {
  let isFound = found.get(path);
  if (isFound === undefined) {
    isFound = existsSync(expanded(path));
    found.set(path, isFound);
  }
  return isFound;
}

function expanded(path: string): string {
  const { HOME, USERPROFILE } = process.env;
  return path.startsWith("~/") ? join(HOME || USERPROFILE || homedir(), path.slice(2)) : path;
}
