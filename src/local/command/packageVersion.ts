import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { isObject } from "../base/json.js";
import { parseJson } from "../base/parseJson.js";

/** The version in the nearest package.json above the file that was started; the same from the sources and from dist. */
export function packageVersion(): string {
  let folder = dirname(realpathSync(process.argv[1] ?? "."));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) {
    folder = dirname(folder);
  }
  const manifest = parseJson(readFileSync(join(folder, "package.json"), "utf8"));
  return isObject(manifest) ? String(manifest.version) : "unknown";
}
