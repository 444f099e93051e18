import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { constraints } from "../src/generated/constraints.js";
import { settingSources } from "../src/runtime/platform/node/settingSources.js";
import { readmeExamples, readmeSurroundings } from "./readmeExamples.js";

// Columns may be lined up with spaces.
const README = readFileSync("README.md", "utf8");
const TEXT = README.replace(/ +/g, " ");
const FOLDER = ".cache/readme";

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
  for (const [index, code] of readmeExamples.entries()) {
    writeFileSync(`${FOLDER}/example${index}.ts`, code);
  }
  const paths = {
    "cognito-identity-client": ["../../src/index.ts"],
    "cognito-identity-client/credentials": ["../../src/credentials/index.ts"],
    "cognito-identity-client/local": ["../../src/local/index.ts"],
  };
  writeFileSync(`${FOLDER}/others.d.ts`, readmeSurroundings);
  const compilerOptions = { paths, lib: ["es2022", "esnext.disposable"] };
  writeFileSync(
    `${FOLDER}/tsconfig.json`,
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["."] }),
  );
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

test("the README's examples type-check", () => {
  expect(readmeExamples.length).toBeGreaterThan(5);
  let complaints = "";
  try {
    execFileSync("npx", ["--no-install", "tsc", "-p", `${FOLDER}/tsconfig.json`], { stdio: "pipe", encoding: "utf8" });
  } catch (error) {
    complaints = (error as { stdout: string }).stdout;
  }
  expect(complaints).toBe("");
});

test("the README lists every operation, and says rightly whether it is signed", () => {
  for (const [operation, { signed }] of Object.entries(constraints.operations)) {
    expect(TEXT).toContain(`| ${operation} | ${signed ? "signed" : "**public**"} |`);
  }
});

test("the README names the environment variable and the key of every setting", () => {
  const asked = new Set<string>();
  const spy = new Proxy({} as Record<string, string>, {
    get: (_, name) => {
      asked.add(String(name));
      return undefined;
    },
  });
  for (const source of Object.values(settingSources)) {
    source.environment(spy, { serviceId: "Cognito Identity" });
    source.file(spy, { serviceId: "Cognito Identity" }, {});
  }
  // The old spelling of a key, which AWS's clients read as well, is not for new files.
  asked.delete("sdk-ua-app-id");
  expect(
    [...asked].filter((name) => !README.includes(`\`${name}\``) && !README.includes(`\`${name}\` section`)),
  ).toEqual([]);
});

test("every script that the README names exists", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const named = [...README.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test("the README's sizes are those of the budgets", () => {
  const budgets = JSON.parse(readFileSync("scripts/size/budgets.json", "utf8")) as {
    exports?: string[];
    bytes: number;
  }[];
  for (const { bytes } of budgets.filter((budget) => budget.exports)) {
    expect(TEXT).toContain(`| ${bytes.toLocaleString("en-US")} |`);
  }
});
