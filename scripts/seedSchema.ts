/**
 * `npm run seed-schema`: writes the JSON Schema of the local service's seed files from the model's constraints. `seed-schema:check` fails
 * if the file is outdated.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { seedJsonSchema } from "../src/local/seed/seedJsonSchema.js";
import { format } from "./generate/format.js";

const PATH = "src/local/seed/seed.schema.json";

const [file] = format([{ path: "seed.schema.json", text: JSON.stringify(seedJsonSchema()) }], process.cwd());
const schema = file?.text ?? "";
if (!process.argv.includes("--check")) {
  writeFileSync(PATH, schema);
} else if (readFileSync(PATH, "utf8") !== schema) {
  console.error(`${PATH} is stale: run \`npm run seed-schema\``);
  process.exitCode = 1;
}
