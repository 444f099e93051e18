import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of a file in this folder, which is served unchanged. The build replaces this module with one that contains the texts. */
export function consoleText(name: string): string {
  return readFileSync(join(__dirname, name), "utf8");
}
