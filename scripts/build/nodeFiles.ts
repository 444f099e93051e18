import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { type Metafile, type Plugin, transformSync } from "esbuild";
import { build, type Options } from "tsup";
import { consoleTexts } from "./consoleTexts.js";
import { runtimeIsPassed, runtimeIsShared, writeSharedRuntime } from "./runtimeIsShared.js";
import { withShortLines } from "./shortLines.js";
import { smallTree } from "./smallTree.js";
import { smallXml } from "./smallXml.js";
import { withNestedClients, withoutEndpointRules, withStsClient } from "./withNestedClients.js";
import { withOwnNames } from "./withOwnNames.js";

/** Parts that few processes need: separate files that are loaded on demand. */
const CHUNKS = { machineConfig: "src/runtime/platform/node/machineConfig.ts" };
/** AWS's credential providers, which have as much code as the client. */
const CHAIN_CHUNKS = { credentialChain: "src/runtime/platform/node/credentialChain.ts" };
/** XML and its signatures, which only SAML logins need, and which have as much code as the rest of the service. */
const LOCAL_CHUNKS = { samlDocument: "src/local/domain/logins/samlDocument.ts" };
const CREDENTIALS_CHUNKS = { classicFlow: "src/credentials/classicFlow.ts" };
const FOLDER = "dist/node";
const TARGET = "node20.19";
/**
 * For files that few processes load, or that run on developers' machines: short identifiers, but `name` of classes and functions is
 * unchanged.
 */
const WHOLE: Options = { minify: true, keepNames: true };
/** For code of other packages, whose frames errors do not show. */
const SHORT: Options = { minify: true };
/** Not inlined, because they are large, and most processes never load them. */
const EXTERNAL = ["@aws/lambda-invoke-store", "@opentelemetry/api", "classic-level"];
/** The programs of `bin` in package.json. */
const COMMANDS = ["cognito-identity-client", "cognito-identity-local"];
const INLINED = new RegExp(`^(?!\\.|/|node:|(?:${EXTERNAL.join("|")})$)`);

/**
 * The files that Node.js loads: one CommonJS file with everything that a call needs, and an ES module that re-exports it, so that
 * `instanceof` works across `require` and `import`.
 */
export async function buildNodeFiles(): Promise<string[]> {
  const inputs = [
    ...(await bundle({ index: "src/index.ts" }, FOLDER, [runtimeIsPassed])),
    ...(await bundle(CHUNKS, FOLDER)),
    ...(await bundle(CHAIN_CHUNKS, FOLDER, [withNestedClients("./nestedClients.cjs"), withoutEndpointRules], SHORT)),
    ...(await bundle(
      { nestedClients: "src/nestedClients/index.ts" },
      FOLDER,
      [runtimeIsShared, withStsClient, withoutEndpointRules],
      SHORT,
    )),
    ...(await bundle({ index: "src/credentials/index.ts", ...CREDENTIALS_CHUNKS }, "dist/credentials", [
      clientIsLinked,
    ])),
    ...(await bundle({ index: "src/functions/index.ts" }, "dist/functions")),
    ...(await bundle({ index: "src/opentelemetry/index.ts" }, "dist/opentelemetry")),
    ...(await bundle({ index: "src/validation/index.ts" }, "dist/validation")),
    ...(await bundle({ index: "src/local/index.ts" }, "dist/local", [consoleTexts, smallTree], WHOLE)),
    ...(await bundle(LOCAL_CHUNKS, "dist/local", [smallXml], SHORT)),
    ...(await bundle(
      { main: "src/local/command/main.ts" },
      "dist/local/command",
      [linked("../index"), chainIsLinked],
      WHOLE,
    )),
    ...(await bundle(
      Object.fromEntries(COMMANDS.map((name) => [name, `src/local/command/${name}.ts`])),
      "dist/local/command",
      [linked("./main")],
    )),
  ];
  writeSharedRuntime(FOLDER);
  writeModuleOver(`${FOLDER}/index`);
  writeModuleOver("dist/credentials/index");
  writeModuleOver("dist/functions/index");
  writeModuleOver("dist/opentelemetry/index");
  writeModuleOver("dist/validation/index");
  writeModuleOver("dist/local/index");
  return inputs;
}

async function bundle(
  entry: Record<string, string>,
  outDir: string,
  plugins: Plugin[] = [],
  more: Options = {},
): Promise<string[]> {
  await build({
    config: false,
    silent: true,
    entry,
    outDir,
    format: "cjs",
    outExtension: () => ({ js: ".cjs" }),
    platform: "node",
    target: TARGET,
    splitting: false,
    metafile: true,
    noExternal: [INLINED],
    external: EXTERNAL,
    esbuildPlugins: [chunksAreFiles, ...plugins],
    ...more,
    esbuildOptions(options) {
      // Dynamic imports become late calls of `require`, because Jest does not support dynamic imports without flags.
      options.supported = { ...options.supported, "dynamic-import": false };
      options.legalComments = "none";
      // The ES modules of packages, because unused code can be removed only from those.
      options.mainFields = ["module", "main"];
      options.conditions = ["module"];
    },
  });
  const path = `${outDir}/metafile-cjs.json`;
  const metafile = JSON.parse(readFileSync(path, "utf8")) as Metafile;
  rmSync(path);
  for (const name of Object.keys(entry)) {
    const file = `${outDir}/${name}.cjs`;
    const code = readFileSync(file, "utf8");
    const small = withOneDirective(more.minify ? code : minify(code));
    writeFileSync(file, withShortLines(withOptionalPackages(withOwnNames(small))));
  }
  // Not the inputs of the whole bundle, which include modules that are not in the file.
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
}

/**
 * Keeps top-level names, including those of classes and functions, for stack traces. The bundle is therefore minified in a second step,
 * because esbuild would also change these names while bundling.
 */
function minify(code: string): string {
  return transformSync(withPlainExports(code), {
    minify: true,
    treeShaking: true,
    platform: "node",
    target: TARGET,
    legalComments: "none",
  }).code;
}

/** Without the directives of the modules in a bundle, which repeat that of the file. */
function withOneDirective(code: string): string {
  return code.replaceAll('=>{"use strict";', "=>{");
}

/**
 * Bundlers allow a missing package if it is required within a `try`. esbuild's output for `import()` calls `require` in a separate
 * function, where bundlers do not allow that.
 */
function withOptionalPackages(code: string): string {
  return code.replace(/Promise\.resolve\(\)\.then\(\(\)=>([\w$]+\(require\("classic-level"\)\))\)/g, "$1");
}

/**
 * esbuild exports getters that can't be redefined. With plain properties, as in AWS's package, tests can replace an export
 * (`jest.spyOn(module, "GetIdCommand")`). AWS's package also has no `__esModule`, which would break default imports in CommonJS from
 * TypeScript and Babel.
 */
function withPlainExports(code: string): string {
  if (!code.includes("__toCommonJS(")) {
    return code;
  }
  // Modules that are imported on demand have their own lists.
  const [conversion = "", name] = /^module\.exports = __toCommonJS\((\w+)\);\n/m.exec(code) ?? [];
  const [getters, list] =
    new RegExp(`^var ${name} = \\{\\};\n__export\\(${name}, \\{\n(.*?)\n\\}\\);\n`, "ms").exec(code) ?? [];
  if (getters === undefined || list === undefined) {
    throw new Error("The bundle's exports are not written as they were; withPlainExports must follow esbuild.");
  }
  const exported = list.replaceAll(": () => ", ": ");
  return `${code.replace(getters, "").replace(conversion, "")}module.exports = {\n${exported}\n};\n`;
}

const chunksAreFiles: Plugin = {
  name: "chunks-are-files",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path }) => {
      const name = basename(path, ".js");
      return kind === "dynamic-import" &&
        (name in CHUNKS || name in CHAIN_CHUNKS || name in CREDENTIALS_CHUNKS || name in LOCAL_CHUNKS)
        ? { path: `./${name}.cjs`, external: true }
        : undefined;
    });
  },
};

/**
 * Client and schemas are those of the package's main file, so that there is only one copy of each class. The main file does not export its
 * data.
 */
const clientIsLinked: Plugin = {
  name: "client-is-linked",
  setup({ onResolve }) {
    onResolve({ filter: /^(?:\.\.\/)+generated\// }, ({ path }) =>
      path.endsWith("/service.js") ? undefined : { path: "../node/index.cjs", external: true },
    );
  },
};

/** The program of the local service shares only the chain with the client, which is AWS's. The client loads it with what it needs. */
const chainIsLinked: Plugin = {
  name: "chain-is-linked",
  setup({ onResolve, onLoad }) {
    const namespace = "linked-chain";
    const client = "../../node/index.cjs";
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path }) => ({ path, namespace }));
    onResolve({ filter: /./, namespace }, () => ({ path: client, external: true }));
    onLoad({ filter: /./, namespace }, () => ({
      contents: `import { CognitoIdentityClient } from "${client}";
        export const defaultProvider = () => new CognitoIdentityClient({}).config.credentialDefaultProvider({});`,
    }));
  },
};

/** Modules that are also separate files in dist, with the same relative path, so that they are not duplicated. */
const linked = (path: string): Plugin => ({
  name: `linked ${path}`,
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, (request) =>
      request.path === `${path}.js` ? { path: `${path}.cjs`, external: true } : undefined,
    );
  },
});

/**
 * An ES module that re-exports the CommonJS file. Its default export is the same as that of AWS's package, which is CommonJS, for ES
 * modules in Node.js.
 *
 * The file between the two keeps Node.js from reading all of the CommonJS file in search of export names (44 ms, `npm run
 * bench`): Node.js searches only the file between, which assigns a variable, and does not follow the variable. Bundlers follow the
 * `require`, unlike one that `createRequire` makes.
 */
function writeModuleOver(path: string): void {
  const names = Object.keys(createRequire(import.meta.url)(`../../${path}.cjs`) as object);
  const source = `import whole from "./whole.cjs";

export default whole;
export const {
${names.map((name) => `  ${name},\n`).join("")}} = whole;
`;
  writeFileSync(`${path}.mjs`, source);
  writeFileSync(join(dirname(path), "whole.cjs"), `const whole = require("./index.cjs");\nmodule.exports = whole;\n`);
}
