import { readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseCommandLine, USAGE } from "./generate/commandLine.js";
import { format } from "./generate/format.js";
import { generate } from "./generate/generate.js";
import type { JsonValue } from "./generate/JsonValue.js";
import { ModelError } from "./generate/ModelError.js";
import { differences, writeTo } from "./generate/outputFolder.js";

const repository = dirname(dirname(fileURLToPath(import.meta.url)));

function main(args: string[]): number {
  const { model, out, runtime, check } = parseCommandLine(args, repository);
  const files = format(generate(readModel(model), { runtime }), repository);
  if (!check) {
    writeTo(out, files);
    return 0;
  }
  const stale = differences(out, files);
  if (stale.length > 0) {
    console.error(stale.join("\n"));
    console.error(`${relative(repository, out)} is stale: run \`npm run generate\``);
  }
  return stale.length > 0 ? 1 : 0;
}

function readModel(path: string): JsonValue {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ModelError(path, `cannot be read: ${cause instanceof Error ? cause.message : cause}`);
  }
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  // An error in the model or on the command line does not need a stack trace; a bug of the generator does.
  const isUsage = error instanceof TypeError && "code" in error;
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : error instanceof ModelError ? error.message : error);
  process.exitCode = 1;
}
