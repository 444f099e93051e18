import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { isObject } from "../base/json.js";
import { parseJson } from "../base/parseJson.js";

/** The version in the nearest package.json above the started file, which is the same for the sources and for dist. */
export function packageVersion(): string {
  let folder = dirname(realpathSync(process.argv[1] ?? "."));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) {
    folder = dirname(folder);
  }
  const manifest = parseJson(readFileSync(join(folder, "package.json"), "utf8"));
  return isObject(manifest) ? String(manifest.version) : "unknown";
}
