/**
 * `npm run version`: writes the name and version of the package for the sources. npm runs it as part of `npm version`. `version:check`
 * fails if the file is outdated.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "./generate/format.js";

const PATH = "src/runtime/base/version.ts";

const { name, version } = JSON.parse(readFileSync("package.json", "utf8")) as { name: string; version: string };
const text = `// Written by scripts/version.ts from package.json. Do not edit: run \`npm run version\`.

export const packageName = ${JSON.stringify(name)};
export const packageVersion = ${JSON.stringify(version)};
`;
const [file] = format([{ path: "version.ts", text }], process.cwd());
const source = file?.text ?? "";
if (!process.argv.includes("--check")) {
  writeFileSync(PATH, source);
} else if (readFileSync(PATH, "utf8") !== source) {
  console.error(`${PATH} is stale: run \`npm run version\``);
  process.exitCode = 1;
}
