import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The path of a file in this folder's node_modules.
 *
 * @throws Error if it does not exist.
 */
export function installed(path: string): string {
  const file = fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
  if (!existsSync(file)) {
    throw new Error(`${path} is missing. Run \`node scripts/setup.js test/platforms\`, on Linux for x64.`);
  }
  return file;
}
