/**
 * `npm run fidelity`: docs/fidelity.md, from the evidence for everything that the local service does. `fidelity:check` fails when
 * the file is not what this gives.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { evidence } from "../src/local/evidence/all.js";
import type { Evidence } from "../src/local/evidence/Evidence.js";

const PATH = "docs/fidelity.md";

const INTRODUCTION = `# How faithful the local service is

<!-- Written by \`npm run fidelity\` from src/local/evidence/. Do not edit. -->

The local service implements the API model of Amazon Cognito identity pools: operations, members, constraints and declared
errors are the model's, and are not listed here. This page lists everything beyond it, and how well it is known:

- **recorded**: published responses of the service show it.
- **documented**: AWS's documentation or API model says it.
- **reported**: issues, forum posts, or acceptance tests of other programs say it.
- **inferred**: other programs depend on it, or sibling services do it.
- **none**: nothing is known, and we chose. These choices are in
  [\`src/local/base/choices.ts\`](../src/local/base/choices.ts), where a new fact is one change.

Who has an AWS account can settle a question: \`npx cognito-identity-client verify --region REGION\` compares AWS with this page, one
check for each fact that can be seen from outside, and prints a table to paste into an issue. It changes nothing unless
\`--allow-changes\` is given; then it creates identity pools named \`verify-…\`, one at a time, and deletes each at once.

Nothing on this page was tried against AWS by this project. A strength belongs to the behavior; where a part of it is not known,
the source says which.
`;

const SUMMARY = (["recorded", "documented", "reported", "inferred", "none"] as const)
  .map((strength) => `${evidence.filter((entry) => entry.strength === strength).length} ${strength}`)
  .join(", ");

const row = ({ about, behavior, strength, source = "" }: Evidence): string =>
  `| ${about} | ${behavior} | ${strength} | ${source} |`;

const areas = [...new Set(evidence.map(({ area }) => area))].map((area) => {
  const rows = evidence.filter((entry) => entry.area === area).map(row);
  return `## ${area}\n\n| | the local service | evidence | source |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
});

const page = `${INTRODUCTION}\nIn all: ${SUMMARY}.\n\n${areas.join("\n")}`;
if (!process.argv.includes("--check")) {
  mkdirSync("docs", { recursive: true });
  writeFileSync(PATH, page);
} else if (readFileSync(PATH, "utf8") !== page) {
  console.error(`${PATH} is stale: run \`npm run fidelity\``);
  process.exitCode = 1;
}
