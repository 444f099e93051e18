/**
 * `npm run fidelity`: writes docs/fidelity.md from the evidence for everything that the local service does, and from its choices.
 * `fidelity:check` fails if the file is stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as choices from "../src/local/base/choices.js";
import { evidence } from "./fidelity/all.js";
import type { Evidence } from "./fidelity/Evidence.js";

const PATH = "docs/fidelity.md";

const INTRODUCTION = `# How faithful the local service is

<!-- Written by \`npm run fidelity\` from scripts/fidelity/ and src/local/base/choices.ts. Do not edit. -->

The local service implements the API model of Amazon Cognito identity pools. Operations, members, constraints, and declared errors
come from the model and are not listed here. This page lists everything else, and how well each behavior is known:

- **recorded**: published responses of the service show it.
- **documented**: AWS's documentation or API model describes it.
- **reported**: issues, forum posts, or acceptance tests of other programs describe it.
- **inferred**: other programs depend on it, or sibling services behave this way.
- **none**: nothing is known, and we made a [choice](#choices).

If you have an AWS account, you can settle a question: \`npx cognito-identity-client verify --region REGION\` compares AWS with this page,
one check for each fact that is visible from outside, and prints a table that you can paste into an issue. It changes nothing unless you
pass \`--allow-changes\`; then it creates identity pools named \`verify-…\`, one at a time, and deletes each of them at once.

This project has not tried anything on this page against AWS. A strength belongs to the behavior as a whole; where part of it is not known,
the source says which.
`;

const CHOICES = `## Choices

These texts and values are not known from the real service, except where a row above says so. They are the contents of
[\`src/local/base/choices.ts\`](../src/local/base/choices.ts), so that a new fact is one change. \`‹…›\` stands for a value.
`;

const STRENGTHS = ["recorded", "documented", "reported", "inferred", "none"] as const;

const SUMMARY = STRENGTHS.map((strength) => {
  const entries = Object.values(evidence).flat();
  return `${entries.filter((entry) => entry[strength] !== undefined).length} ${strength}`;
}).join(", ");

function row(entry: Evidence): string {
  const strength = STRENGTHS.find((one) => entry[one] !== undefined) ?? "none";
  return `| ${entry.about} | ${entry.behavior} | ${strength} | ${entry[strength]} |`;
}

const areas = Object.entries(evidence).map(([area, entries]) => {
  const rows = entries.map(row);
  return `## ${area}\n\n| | the local service | evidence | source |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
});

/** What a choice amounts to, as text; functions are called with the names of their parameters. */
function shown(value: unknown): string {
  if (typeof value === "string") {
    return `“${value}”`;
  }
  if (typeof value !== "function") {
    return `\`${value instanceof Map ? "{}" : JSON.stringify(value, (_, inner) => (inner instanceof Map ? {} : inner))}\``;
  }
  const [, parameters = ""] = /^\(?([^)=]*)\)?\s*=>/.exec(value.toString()) ?? [];
  const names = parameters.split(",").map((name) => `‹${name.trim()}›`);
  try {
    return shown(value(...names));
  } catch {
    return shown(value(...names.map((name) => [name])));
  }
}

/** Multi-line texts in one line, and without the character that ends a cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();

const choiceRows = Object.entries(choices)
  .filter(([area]) => area !== "default")
  .flatMap(([area, values]) =>
    Object.entries(values)
      // Other functions decide something, or change what they are given.
      .filter(([, value]) => typeof value !== "function" || shown(value).includes("‹"))
      .map(([name, value]) => `| \`${area}.${name}\` | ${cell(shown(value))} |`),
  );
const choiceTable = `${CHOICES}\n| choice | text or value |\n| --- | --- |\n${choiceRows.join("\n")}\n`;

const page = `${INTRODUCTION}\nIn all: ${SUMMARY}.\n\n${areas.join("\n")}\n${choiceTable}`;
if (!process.argv.includes("--check")) {
  mkdirSync("docs", { recursive: true });
  writeFileSync(PATH, page);
} else if (readFileSync(PATH, "utf8") !== page) {
  console.error(`${PATH} is stale: run \`npm run fidelity\``);
  process.exitCode = 1;
}
