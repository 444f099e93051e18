/**
 * Runs before `npm publish`, and fails if package.json does not contain the address of the repository: npm resolves the README's links
 * against it, so they would be broken on the package's page.
 */
import { readFileSync } from "node:fs";

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, unknown>;
const missing = ["repository", "homepage", "bugs"].filter((field) => manifest[field] === undefined);
if (missing.length > 0) {
  console.error(`package.json has no ${missing.join(", ")}. Add the address of the repository before you publish.`);
  process.exitCode = 1;
}
