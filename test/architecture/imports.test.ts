import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { cyclesOf, folderGraph } from "./cyclesOf.js";
import { layerOf, layers } from "./layers.js";
import { sourceFiles } from "./sourceFiles.js";

const files = sourceFiles();
/** What bundlers put in the place of what (package.json, `browser` and `react-native`), relative to src/. */
const swaps = [manifest.browser, manifest["react-native"]]
  .flatMap((field) => Object.entries(field))
  .filter(([usual]) => usual.startsWith("./dist/es/"))
  .map((pair) => pair.map((path) => path.replace("./dist/es/", "").replace(/\.js$/, ".ts")) as [string, string]);
const edges = files.flatMap(({ path, imports }) => imports.map((target) => ({ path, target })));
const inFolder = (folder: string) => files.filter(({ path }) => path.startsWith(folder));

describe("imports", () => {
  test("lead to files that exist", () => {
    const paths = new Set(files.map(({ path }) => path));
    expect(edges.filter(({ target }) => !paths.has(target))).toEqual([]);
  });

  test("run one way, types included", () => {
    const violations = edges
      .map(({ path, target }) => ({ path, target, from: layerOf(path), to: layerOf(target) }))
      .filter(({ from, to }) => from !== -1 && to !== -1 && from > to)
      .map(({ path, target, from, to }) => `${path} (${layers[from]?.[0]}) imports ${target} (${layers[to]?.[0]})`);
    expect(violations).toEqual([]);
  });

  test("form no cycles, types included", () => {
    expect(cyclesOf(new Map(files.map(({ path, imports }) => [path, imports])))).toEqual([]);
  });

  test("give every file a layer", () => {
    expect(files.filter(({ path }) => layerOf(path) === -1)).toEqual([]);
  });

  test("form no cycles of folders", () => {
    expect(cyclesOf(folderGraph(files))).toEqual([]);
  });
});

describe("walls", () => {
  test("the runtime has never heard of the service", () => {
    expect(edges.filter(({ path, target }) => path.startsWith("runtime/") && target.startsWith("generated/"))).toEqual(
      [],
    );
    expect(edges.filter(({ path, target }) => path.startsWith("runtime/") && target === "index.ts")).toEqual([]);
    // The package's own name is in log lines and messages; Cognito's words are not: advice on its errors is in hints/.
    const words = inFolder("runtime/").filter(({ text }) => /IdentityPool|GetId\b|AWSCognito|OpenIdToken/.test(text));
    expect(words.map(({ path }) => path)).toEqual([]);
  });

  test("the client's side never imports the local service", () => {
    expect(edges.filter(({ path, target }) => !path.startsWith("local/") && target.startsWith("local/"))).toEqual([]);
  });

  test("the local service shares with the client only the model's constraints, and the check against them", () => {
    const foreign = edges.filter(({ path, target }) => path.startsWith("local/") && !target.startsWith("local/"));
    const isShared = (target: string) =>
      target === "generated/constraints.ts" ||
      /^runtime\/validation\/(?:Constraints|ModelShape|violationsOf)\.ts$/.test(target);
    expect(foreign.filter(({ target }) => !isShared(target))).toEqual([]);
  });

  test("the local service's domain knows no HTTP, and its server knows no Cognito", () => {
    const crossing = edges.filter(
      ({ path, target }) =>
        (path.startsWith("local/domain/") && target.startsWith("local/server/")) ||
        (path.startsWith("local/server/") && !/^local\/(?:server|base)\//.test(target)),
    );
    expect(crossing).toEqual([]);
  });

  test("nothing of the client's side imports the constraints, except validation those of inputs", () => {
    const users = edges.filter(
      ({ path, target }) => target === "generated/constraints.ts" && !path.startsWith("local/"),
    );
    expect(users).toEqual([]);
    const usersOfInputs = edges.filter(({ target }) => target === "generated/inputConstraints.ts");
    expect([...new Set(usersOfInputs.map(({ path }) => path))].sort()).toEqual([
      "generated/constraints.ts",
      "generated/validation.ts",
      "validation/index.ts",
    ]);
    const validators = edges.filter(
      ({ path, target }) =>
        target.startsWith("runtime/validation/") && !/^(?:local|runtime\/validation|validation)\//.test(path),
    );
    expect([...new Set(validators.map(({ path }) => path))].sort()).toEqual([
      "generated/constraints.ts",
      "generated/inputConstraints.ts",
      "generated/validation.ts",
    ]);
  });

  test("generated models are data: they import schemas, error classes and nothing that acts", () => {
    const targets = edges
      .filter(({ path, target }) => path.startsWith("generated/models/") && !target.startsWith("generated/models/"))
      .map(({ target }) => target);
    expect(targets.filter((target) => !/^runtime\/(?:errors\/|base\/ServiceDefinition\.ts$)/.test(target))).toEqual([]);
  });
});

describe("platforms", () => {
  const isNodeFile = (path: string) => /^(?:runtime\/platform\/node|local|opentelemetry)\//.test(path);
  const shared = files.filter(({ path }) => !isNodeFile(path));

  test("only Node's files import from `node:`", () => {
    const found = shared.flatMap(({ path, specifiers }) =>
      specifiers.filter((specifier) => specifier.startsWith("node:")).map((specifier) => `${path}: ${specifier}`),
    );
    expect(found).toEqual([]);
  });

  test("only files that bundlers swap import Node's or a browser's files", () => {
    const choosers = new Set(swaps.flat());
    const found = edges.filter(
      ({ path, target }) =>
        /^runtime\/platform\/(?:node|browser|native)\//.test(target) &&
        !/^runtime\/platform\/(?:node|browser|native)\//.test(path) &&
        !choosers.has(path),
    );
    expect(found).toEqual([]);
  });

  test("browser and native files import nothing of Node's", () => {
    const found = edges.filter(
      ({ path, target }) =>
        (/^runtime\/platform\/(?:browser|native)\//.test(path) || /\.(?:browser|native)\.ts$/.test(path)) &&
        target.startsWith("runtime/platform/node/"),
    );
    expect(found).toEqual([]);
  });

  test("shared code neither sniffs the platform nor uses Node's globals", () => {
    const words =
      /\btypeof (?:window|document|self|navigator|process)\b|(?<![.\w$])(?:process|Buffer|global|window|__dirname|require)\b(?!\s*[:?(]?:)/;
    const found = shared.flatMap(({ path, code }) =>
      code
        .split("\n")
        .filter((line) => words.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  test("what a bundler swaps is there in every version, with the same names", () => {
    const namesOf = (path: string) => {
      const text = files.find((file) => file.path === path)?.text ?? "";
      const listed = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = ""]) => list.split(","));
      const declared = [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(
        ([, name]) => name,
      );
      return [...listed.map((item) => item.trim().split(" ").at(-1)), ...declared].filter(Boolean).sort();
    };
    expect(swaps.length).toBeGreaterThan(3);
    expect(
      swaps.filter(([usual, other]) => namesOf(usual).length === 0 || `${namesOf(usual)}` !== `${namesOf(other)}`),
    ).toEqual([]);
  });
});
