import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { cyclesOf, folderGraph } from "./cyclesOf.js";
import { layerOf, layers } from "./layers.js";
import { sourceFiles } from "./sourceFiles.js";

const files = sourceFiles();
/** Files that bundlers replace, with their replacements, relative to src/: for browsers, and for React Native (package.json). */
const swapsByPlatform = [manifest.browser, manifest["react-native"]].map((field) =>
  Object.entries(field)
    .filter(([usual]) => usual.startsWith("./dist/es/"))
    .map((pair) => pair.map((path) => path.replace("./dist/es/", "").replace(/\.js$/, ".ts")) as [string, string]),
);
const swaps = swapsByPlatform.flat();
const edges = files.flatMap(({ path, imports }) => imports.map((target) => ({ path, target })));
const inFolder = (folder: string) => files.filter(({ path }) => path.startsWith(folder));

describe("imports", () => {
  test("refer to files that exist", () => {
    const paths = new Set(files.map(({ path }) => path));
    expect(edges.filter(({ target }) => !paths.has(target))).toEqual([]);
  });

  test("point in one direction, types included", () => {
    const violations = edges
      .map(({ path, target }) => ({ path, target, from: layerOf(path), to: layerOf(target) }))
      .filter(({ from, to }) => from !== -1 && to !== -1 && from > to)
      .map(({ path, target, from, to }) => `${path} (${layers[from]?.[0]}) imports ${target} (${layers[to]?.[0]})`);
    expect(violations).toEqual([]);
  });

  test("have no cycles, types included", () => {
    expect(cyclesOf(new Map(files.map(({ path, imports }) => [path, imports])))).toEqual([]);
  });

  test("assign every file to a layer", () => {
    expect(files.filter(({ path }) => layerOf(path) === -1)).toEqual([]);
  });

  test("have no cycles between folders", () => {
    expect(cyclesOf(folderGraph(files))).toEqual([]);
  });
});

describe("boundaries", () => {
  test("the runtime doesn't refer to the service", () => {
    expect(edges.filter(({ path, target }) => path.startsWith("runtime/") && target.startsWith("generated/"))).toEqual(
      [],
    );
    expect(edges.filter(({ path, target }) => path.startsWith("runtime/") && target === "index.ts")).toEqual([]);
    // The package's own name occurs in log lines and messages. Cognito's terms must not: advice about its errors is in hints/.
    const words = inFolder("runtime/").filter(({ text }) => /IdentityPool|GetId\b|AWSCognito|OpenIdToken/.test(text));
    expect(words.map(({ path }) => path)).toEqual([]);
  });

  test("the client never imports the local service", () => {
    expect(edges.filter(({ path, target }) => !path.startsWith("local/") && target.startsWith("local/"))).toEqual([]);
  });

  test("the local service shares only the model's types and constraints, and the check against them, with the client", () => {
    const foreign = edges.filter(({ path, target }) => path.startsWith("local/") && !target.startsWith("local/"));
    const isShared = (target: string) =>
      target === "generated/constraints.ts" ||
      target === "generated/functions.ts" ||
      /^runtime\/validation\/(?:Constraints|violationsOf)\.ts$/.test(target);
    expect(foreign.filter(({ target }) => !isShared(target))).toEqual([]);
    const model = files.find(({ path }) => path === "local/base/model.ts")?.text;
    expect(model).toContain('import type * as functions from "../../generated/functions.js";');
    expect(foreign.filter(({ target }) => target === "generated/functions.ts")).toHaveLength(1);
  });

  test("the domain of the local service doesn't depend on HTTP, nor its server on Cognito", () => {
    const crossing = edges.filter(
      ({ path, target }) =>
        (path.startsWith("local/domain/") && target.startsWith("local/server/")) ||
        (path.startsWith("local/server/") && !/^local\/(?:server|base)\//.test(target)),
    );
    expect(crossing).toEqual([]);
  });

  test("the client doesn't import the constraints; only validation imports those of inputs", () => {
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

  test("generated models are data: they import only schemas and error classes", () => {
    const targets = edges
      .filter(({ path, target }) => path.startsWith("generated/models/") && !target.startsWith("generated/models/"))
      .map(({ target }) => target);
    expect(targets.filter((target) => !/^runtime\/(?:errors\/|base\/ServiceDefinition\.ts$)/.test(target))).toEqual([]);
  });
});

describe("platforms", () => {
  /** Whether bundlers for browsers and for React Native use another file in its place. */
  const isReplaced = (path: string) =>
    swapsByPlatform.every((pairs) => pairs.some(([usual, other]) => usual === path && other !== path));
  const isNodeFile = (path: string) =>
    isReplaced(path) || /^(?:runtime\/platform\/node|local|opentelemetry)\//.test(path);
  const shared = files.filter(({ path }) => !isNodeFile(path));

  test("only files for Node.js import from `node:`", () => {
    const found = shared.flatMap(({ path, specifiers }) =>
      specifiers.filter((specifier) => specifier.startsWith("node:")).map((specifier) => `${path}: ${specifier}`),
    );
    expect(found).toEqual([]);
  });

  test("only files that bundlers replace import files for Node.js or browsers", () => {
    const choosers = new Set(swaps.flat());
    const found = edges.filter(
      ({ path, target }) =>
        /^runtime\/platform\/(?:node|browser|native)\//.test(target) &&
        !/^runtime\/platform\/(?:node|browser|native)\//.test(path) &&
        !choosers.has(path),
    );
    expect(found).toEqual([]);
  });

  test("files for browsers and React Native don't import files for Node.js", () => {
    const found = edges.filter(
      ({ path, target }) =>
        (/^runtime\/platform\/(?:browser|native)\//.test(path) || /\.(?:browser|native)\.ts$/.test(path)) &&
        target.startsWith("runtime/platform/node/"),
    );
    expect(found).toEqual([]);
  });

  test("shared code doesn't detect the platform or use globals of Node.js", () => {
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

  test("files that bundlers replace have the same exports in every version", () => {
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
