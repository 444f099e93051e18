import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of one of this folder's files that are served as they are. The build replaces this module by one that holds the texts. */
export function consoleText(name: string): string {
  return readFileSync(join(__dirname, name), "utf8");
}
