import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { constraints } from "../src/generated/constraints.js";
import { settingSources } from "../src/runtime/platform/node/settingSources.js";

// Columns may be lined up with spaces.
const README = readFileSync("README.md", "utf8");
const TEXT = README.replace(/ +/g, " ");
const FOLDER = ".cache/readme";
const REACT = `declare module "react" {
  export function useEffect(effect: () => () => void, dependencies: unknown[]): void;
  export function useState<State>(): [State | undefined, (state: State) => void];
}`;
const examples = [...README.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
  for (const [index, code] of examples.entries()) {
    writeFileSync(
      `${FOLDER}/example${index}.ts`,
      `declare const idToken: string;\n${code}\nvoid idToken;\nexport {};\n`,
    );
  }
  const paths = {
    "cognito-identity-client": ["../../src/index.ts"],
    "cognito-identity-client/credentials": ["../../src/credentials/index.ts"],
    "cognito-identity-client/local": ["../../src/local/index.ts"],
  };
  // Of what stands beside the package in an application, only the names are looked at.
  const others = ["@aws-sdk/client-s3", "@react-native-async-storage/async-storage"];
  const declarations = others.map((name) => `declare module "${name}";\n`).join("");
  writeFileSync(`${FOLDER}/others.d.ts`, `${declarations}${REACT}`);
  const compilerOptions = { paths, lib: ["es2022", "esnext.disposable"] };
  writeFileSync(
    `${FOLDER}/tsconfig.json`,
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["."] }),
  );
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

test("the README's examples type-check", () => {
  expect(examples.length).toBeGreaterThan(5);
  let complaints = "";
  try {
    execFileSync("npx", ["tsc", "-p", `${FOLDER}/tsconfig.json`], { stdio: "pipe", encoding: "utf8" });
  } catch (error) {
    complaints = (error as { stdout: string }).stdout;
  }
  expect(complaints).toBe("");
}, 60_000);

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
