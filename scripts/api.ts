/** `npm run api`: writes the list of all names that the package exports; `npm run api:check` fails if the list is outdated. */
import { readFileSync, writeFileSync } from "node:fs";

const SNAPSHOT = "scripts/api/exports.txt";
const ENTRIES = {
  "cognito-identity-client": "src/index.ts",
  "cognito-identity-client/credentials": "src/credentials/index.ts",
  "cognito-identity-client/functions": "src/functions/index.ts",
  "cognito-identity-client/local": "src/local/index.ts",
  "cognito-identity-client/opentelemetry": "src/opentelemetry/index.ts",
  "cognito-identity-client/validation": "src/validation/index.ts",
};

const text = Object.entries(ENTRIES)
  .map(
    ([entry, file]) =>
      `${entry}\n${exportsOf(readFileSync(file, "utf8"))
        .map((name) => `  ${name}\n`)
        .join("")}`,
  )
  .join("\n");

if (!process.argv.includes("--check")) {
  writeFileSync(SNAPSHOT, text);
} else {
  const differences = differencesBetween(readFileSync(SNAPSHOT, "utf8").split("\n"), text.split("\n"));
  if (differences.length > 0) {
    console.error(
      `The public API differs from ${SNAPSHOT}:\n${differences.join("\n")}\nIf this is intended, run \`npm run api\`.`,
    );
    process.exitCode = 1;
  }
}

/** Entries list their exports by name, one `export { … }` after the other. */
function exportsOf(source: string): string[] {
  const lists = [...source.matchAll(/^export (type )?\{([^}]*)\}/gm)];
  return lists
    .flatMap(([, allTypes = "", names = ""]) => names.split(",").map((name) => allTypes + name.trim()))
    .filter((name) => name.trim() !== "type" && name !== "")
    .map((name) => name.replace(/^(type )?(?:\S+ as )?(\S+)$/, "$1$2"))
    .sort();
}

function differencesBetween(before: string[], after: string[]): string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line.trim()}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}
