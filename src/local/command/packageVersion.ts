import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version in the nearest package.json above the file that was started; the same from the sources and from dist. */
export function packageVersion(): string {
  let folder = dirname(realpathSync(process.argv[1] ?? "."));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) {
    folder = dirname(folder);
  }
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return version;
}
