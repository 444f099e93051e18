import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import { commandOptions } from "../../src/local/command/commandOptions.js";
import { settingSources } from "../../src/runtime/platform/node/settingSources.js";
import { documents, pages, read, snippetsOf } from "./markdown.js";

/** Rows of the tables in a text, as lists of cells. */
const rowsOf = (text: string): string[][] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.replace(/^\| *| *\|$/g, "").split(/ *(?<!\\)\| */));

test("the client page lists every operation, and whether it is signed", () => {
  const rows = rowsOf(read("docs/client.md")).filter((cells) => cells.length === 4);
  const listed = rows.flatMap(([one = "", how, other = "", otherHow]) => [
    [one, how],
    [other, otherHow],
  ]);
  for (const [operation, { signed }] of Object.entries(constraints.operations)) {
    expect(listed).toContainEqual([operation, signed ? "signed" : "**public**"]);
  }
});

test("the configuration page names the environment variable and the key of every setting", () => {
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
  // The old spelling of a key, which AWS's clients also read, is not for new files.
  asked.delete("sdk-ua-app-id");
  const text = read("docs/configuration.md");
  expect([...asked].filter((name) => !text.includes(`\`${name}\``) && !text.includes(`\`${name}\` section`))).toEqual(
    [],
  );
});

test("every script named in a document exists", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = documents.flatMap((path) =>
    [...read(path).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => ({ path, name })),
  );
  expect(named.length).toBeGreaterThan(20);
  // The examples have scripts of their own.
  expect(named.filter(({ path, name }) => !path.startsWith("examples/") && !Object.hasOwn(scripts, name))).toEqual([]);
});

test("the guide to the local service names exactly the options of its command", () => {
  const [, section = ""] = read("docs/local-service.md").split("## As a command");
  const rows = rowsOf(section.split("\n## ")[0] ?? "");
  const named = rows.flatMap(([options = ""]) => [...options.matchAll(/`--([\w-]+)/g)].map(([, name = ""]) => name));
  expect(named.sort()).toEqual(commandOptions.map(({ name }) => name).sort());
});

test("the bundle sizes match the budgets", () => {
  const budgets = JSON.parse(read("scripts/size/budgets.json")) as { exports?: string[]; bytes: number }[];
  const [, section = ""] = read("docs/performance.md").split("## Bundle size");
  const sizes = rowsOf(section.split("\n## ")[0] ?? "")
    .slice(2)
    .map(([, bytes]) => bytes);
  expect(sizes).toEqual(budgets.filter((budget) => budget.exports).map(({ bytes }) => bytes.toLocaleString("en-US")));
});

test("the versions of tools are those that test/ecosystem or the root installs", () => {
  const installed = ["package.json", "test/ecosystem/package.json"].flatMap((path) => {
    const { dependencies, devDependencies } = JSON.parse(read(path)) as Record<string, Record<string, string>>;
    return Object.entries({ ...dependencies, ...devDependencies });
  });
  const rows = rowsOf(read("docs/tools.md")).slice(2);
  expect(rows.length).toBeGreaterThan(10);
  for (const [tool = "", versions = ""] of rows) {
    const name = tool.replaceAll("`", "");
    const known = installed
      .filter(([alias, spec]) => alias === name || spec.startsWith(`npm:${name}@`))
      .map(([, spec]) => spec.replace(/^.*@|\^/g, ""));
    for (const version of versions.split(", ")) {
      expect(
        known.some((spec) => spec === version || spec.startsWith(`${version}.`)),
        `${name} ${version}`,
      ).toBe(true);
    }
  }
});

test("the support policy lists the Node.js versions that the platform tests use, starting with the oldest supported one", () => {
  const { devDependencies } = JSON.parse(read("test/platforms/package.json")) as Record<string, Record<string, string>>;
  const tested = Object.keys(devDependencies ?? {}).flatMap((name) => /^node(\d+)$/.exec(name)?.[1] ?? []);
  const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
  const [, section = ""] = read("docs/support-policy.md").split("## Node.js\n");
  const rows = rowsOf(section.split("\n## ")[0] ?? "").slice(2);
  expect(rows.map(([line]) => line)).toEqual(tested.sort());
  expect(`>=${/\d+\.\d+/.exec(rows[0]?.[1] ?? "")?.[0]}.0`).toBe(engines.node);
});

test("the index lists every page", () => {
  const index = read("docs/README.md");
  const missing = pages
    .filter((page) => page.startsWith("docs/") && page !== "docs/README.md")
    .filter((page) => !index.includes(`](${page.replace("docs/", "")})`));
  expect(missing).toEqual([]);
});

test("commands in shell snippets exist in the package", () => {
  const { bin } = JSON.parse(read("package.json")) as { bin: Record<string, string> };
  const called = pages
    .flatMap(snippetsOf)
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => [...code.matchAll(/^npx (cognito-[\w-]+)/gm)].map(([, name = ""]) => name));
  expect(called).not.toEqual([]);
  expect(called.filter((name) => !Object.hasOwn(bin, name))).toEqual([]);
});

test("the API reference covers every entry of the package that has types", () => {
  const { exports } = JSON.parse(read("package.json")) as { exports: Record<string, unknown> };
  const types = Object.entries(exports)
    // Only the declarations of libraries refer to it, with names that TypeScript has inferred.
    .filter(([entry]) => entry !== "./dist/types/shared")
    .flatMap(([, conditions]) => JSON.stringify(conditions).match(/dist\/types\/[\w/-]+(?=\.d\.ts)/g) ?? []);
  const { entryPoints } = JSON.parse(read("scripts/docs/typedoc.json")) as { entryPoints: string[] };
  const covered = entryPoints.map((path) => path.replace("../../src/", "dist/types/").replace(/\.ts$/, ""));
  expect(covered.sort()).toEqual([...new Set(types)].sort());
});

test("the log of guesses has each number once, in order, and the table above it counts the log", () => {
  const [head = "", log = ""] = read("docs/guesses.md").split("## Log");
  const guesses = rowsOf(log).slice(2);
  const numbers = guesses.map(([number]) => Number(number));
  expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  const counted = new Map<string, [guesses: number, wrong: number]>();
  for (const [, ground = "", , verdict] of guesses.filter(([, , , verdict]) =>
    /^(?:right|wrong)$/.test(verdict ?? ""),
  )) {
    for (const name of [ground, "all"]) {
      const [all, wrong] = counted.get(name) ?? [0, 0];
      counted.set(name, [all + 1, wrong + (verdict === "wrong" ? 1 : 0)]);
    }
  }
  const table = rowsOf(head).slice(2);
  expect(table.length).toBeGreaterThan(20);
  expect(Object.fromEntries(table.map(([ground, ...figures]) => [ground, figures.slice(0, 2).map(Number)]))).toEqual(
    Object.fromEntries(counted),
  );
});

test("the list of findings has every script once", () => {
  const listed = rowsOf(read("findings/README.md")).flatMap(
    ([script = ""]) => script.match(/(?<=^`).+\.sh(?=`$)/) ?? [],
  );
  expect(listed.length).toBeGreaterThan(50);
  expect(listed).toEqual(
    readdirSync("findings")
      .filter((name) => name.endsWith(".sh"))
      .sort(),
  );
});
