import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import project from "../../package.json" with { type: "json" };
import { linksOf } from "../docs/markdown.js";
import { inferred, programs } from "../types/programs.js";
import { type Compiler, compile, compilers, typeRoots } from "./compile.js";
import { type Consumer, packedPackage } from "./packedPackage.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let consumer: Consumer;
beforeAll(async () => {
  consumer = await packedPackage();
});
afterAll(() => consumer?.remove());

/** More would make every installation larger. Other pages are in the repository. */
const DOCUMENTATION_BYTES = 61_440;

const USAGE = readFileSync(fileURLToPath(new URL("consumer.fixture.txt", import.meta.url)), "utf8");

/** The files of an entry, as `exports` names them. */
interface Conditions {
  types: { require: string };
  module?: string;
  require: string;
}

describe("the published package", () => {
  test("contains dist, the README, the linked pages, the license, package.json, and the folders that direct older resolvers to other entries", () => {
    console.info(`unpacked: ${Math.round(consumer.unpackedSize / 1024)} KiB in ${consumer.files.length} files`);
    const others = consumer.files.filter(
      (path) =>
        !/^(?:dist\/|README\.md$|LICENSE$|(?:(?:credentials|functions|local|opentelemetry|validation)\/)?package\.json$)/.test(
          path,
        ),
    );
    const [forUsers = ""] = readFileSync(join(consumer.packageFolder, "README.md"), "utf8").split("## Project\n");
    // The npm page shows the images of the repository.
    const linked = linksOf(forUsers)
      .map((link) => link.replace(/#.*/, ""))
      .filter((link) => !link.endsWith(".svg"));
    expect(others.sort()).toEqual([...new Set(linked)].sort());
    expect(consumer.files).toContain("dist/THIRD-PARTY-NOTICES");
    expect(consumer.files).toContain("README.md");
    const bytes = others.reduce((sum, path) => sum + statSync(join(consumer.packageFolder, path)).size, 0);
    expect(bytes).toBeLessThanOrEqual(DOCUMENTATION_BYTES);
    expect(consumer.files).toContain("LICENSE");
  });

  test("installs as many packages and bytes as the documentation says", () => {
    const [, megabytes] =
      /installs five packages with ([\d.]+) MB/.exec(readFileSync(join(ROOT, "docs/installing.md"), "utf8")) ?? [];
    const installed = join(consumer.folder, "node_modules");
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    const packages = new Set(files.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(relative(installed, path))?.[0]));
    const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
    expect([...packages].filter((name) => !name?.startsWith("."))).toHaveLength(5);
    expect(Math.abs(bytes / 1e6 - Number(megabytes))).toBeLessThan(0.1);
  });

  test("names the authors of the packages whose code it contains, and has the text of each license once", () => {
    const read = (path: string) => readFileSync(join(consumer.packageFolder, path), "utf8");
    const notices = read("dist/THIRD-PARTY-NOTICES");
    const packages = notices.split(/^- (?=\S+ \d)/m).slice(1);
    expect(packages.map((text) => text.split(" ")[0])).toEqual(
      expect.arrayContaining(["@aws-sdk/credential-provider-node", "@smithy/core", "jose", "xml-crypto"]),
    );
    // They are in package.json, so `npm run canary` checks them.
    const names = packages
      .map((text) => text.split(" ")[0] as string)
      .filter((name) => /^@(?:aws-sdk|smithy)\//.test(name));
    expect(names.filter((name) => !(name in project.dependencies || name in project.devDependencies))).toEqual([]);
    expect(packages.filter((text) => !/^.*\n {2}(?:Copyright|Author:) .*\w/.test(text))).toEqual([]);
    expect(notices.match(/Permission is hereby granted/g)).toHaveLength(1);
    expect(notices).toContain("THE SOFTWARE IS PROVIDED");
    expect(notices).toContain("Apache License, Version 2.0: see ../LICENSE.");
    expect(read("LICENSE")).toContain("END OF TERMS AND CONDITIONS");
  });

  test("contains no sources, tests, or source maps", () => {
    expect(consumer.files.filter((path) => /\.map$|(?<!\.d)\.m?ts$|\.test\./.test(path))).toEqual([]);
    const texts = consumer.files.filter((path) => /\.(?:c|m)?js$/.test(path));
    const mapped = texts.filter((path) =>
      readFileSync(join(consumer.packageFolder, path), "utf8").includes("sourceMappingURL"),
    );
    expect(mapped).toEqual([]);
  });

  test("has no strings across lines, which Rollup would indent, and requires optional packages so that bundlers accept their absence", () => {
    const texts = consumer.files
      .filter((path) => path.endsWith(".cjs"))
      .map((path) => readFileSync(join(consumer.packageFolder, path), "utf8"));
    expect(texts.filter((text) => /(?<!\\)(?:\\\\)*\\\n/.test(text))).toEqual([]);
    const optional = texts.flatMap(
      (text) => text.replaceAll("\n", "").match(/.{0,60}require\("classic-level"\)/g) ?? [],
    );
    expect(optional).toEqual([expect.stringMatching(/try\{[^{}]*await [\w$]+\(require\("classic-level"\)/)]);
  });

  test("contains every file that package.json names", () => {
    const manifest = JSON.parse(readFileSync(join(consumer.packageFolder, "package.json"), "utf8")) as object;
    const named = [...JSON.stringify(manifest).matchAll(/"\.\/(dist\/[^"*]+\.\w+)"/g)].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !consumer.files.includes(path ?? ""))).toEqual([]);
  });

  test("directs resolvers without support for `exports` from each entry's folder to the same files", () => {
    const read = (path: string): Record<string, unknown> =>
      JSON.parse(readFileSync(join(consumer.packageFolder, path), "utf8")) as Record<string, unknown>;
    const entries = Object.entries(read("package.json").exports as Record<string, Conditions>).filter(
      // A path of a file finds it.
      ([path]) => path !== "." && !path.endsWith(".json") && !path.startsWith("./dist/"),
    );
    expect(entries.map(([path]) => path)).toContain("./local");
    for (const [path, { types: declarations, module: unbundled, require }] of entries) {
      const { main, types, module } = read(`${path}/package.json`);
      expect({ main, types, module }, path).toEqual({
        main: `.${require}`,
        types: `.${declarations.require}`,
        module: unbundled && `.${unbundled}`,
      });
    }
  });

  test("webpack and Rollup, which read only the nearest package.json, also find the files for browsers and React Native", () => {
    const read = (path: string): Record<string, unknown> =>
      JSON.parse(readFileSync(join(consumer.packageFolder, path), "utf8")) as Record<string, unknown>;
    for (const field of ["browser", "react-native"]) {
      const replaced = Object.entries(read("package.json")[field] as Record<string, string>)
        .filter(([path]) => path.startsWith("./dist/es/"))
        .map(([path, instead]) => [path.replace("dist/es/", ""), instead.replace("dist/es/", "")]);
      expect(replaced.length).toBeGreaterThan(1);
      expect(read("dist/es/package.json")[field]).toEqual(Object.fromEntries(replaced));
    }
  });

  test("the unbundled modules import only dependencies and each other, and types of the OpenTelemetry API", () => {
    const manifest = JSON.parse(readFileSync(join(consumer.packageFolder, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
      peerDependencies: Record<string, string>;
    };
    const { dependencies, peerDependencies } = manifest;
    const allowed = (path: string, name: string) =>
      dependencies[name] ?? (path.startsWith("dist/types/opentelemetry/") && peerDependencies[name]);
    const foreign = consumer.files
      .filter((path) => /^dist\/(?:es|types)\/.*\.(?:js|d\.ts)$/.test(path))
      .flatMap((path) =>
        [
          ...readFileSync(join(consumer.packageFolder, path), "utf8").matchAll(/(?:from |import\()\s*"([^."][^"]*)"/g),
        ].map(([, specifier = ""]) => ({
          path,
          name: specifier
            .split("/")
            .slice(0, specifier.startsWith("@") ? 2 : 1)
            .join("/"),
        })),
      )
      .filter(({ path, name }) => !name.startsWith("node:") && !allowed(path, name));
    expect(foreign).toEqual([]);
  });

  test("no file for browsers has a regular expression that older or smaller engines cannot parse, because its whole bundle would not load", () => {
    const files = consumer.files.filter((path) => /^dist\/(?:es|cdn)\/(?!.*\/node\/).*\.js$/.test(path));
    expect(files.length).toBeGreaterThan(50);
    // Lookbehind (Safari before 16.4), and Unicode properties (StarlingMonkey). In strings, the backslash is doubled.
    const found = files.filter((path) =>
      /\(\?<[!=]|(?<!\\)\\p\{/.test(readFileSync(join(consumer.packageFolder, path), "utf8")),
    );
    expect(found).toEqual([]);
  });

  test("the unbundled modules import only the schemas from Smithy's packages, which all versions have", () => {
    const imported = consumer.files
      .filter((path) => /^dist\/es\/.*\.js$/.test(path))
      .map((path) => readFileSync(join(consumer.packageFolder, path), "utf8"))
      .flatMap((text) => text.match(/(?:from ?|import\()"@smithy\/[^"]+"/g) ?? []);
    expect([...new Set(imported)]).toEqual(['from"@smithy/core/schema"']);
  });
});

describe("Node.js", () => {
  test("`require` and `import` return the same classes, so that instanceof works across both", async () => {
    const result = await consumer.run(
      `import { createRequire } from "node:module";
       import * as imported from "cognito-identity-client";
       const required = createRequire(import.meta.url)("cognito-identity-client");
       const names = Object.keys(required).filter((name) => name !== "__esModule");
       console.log(JSON.stringify({
         different: names.filter((name) => imported[name] !== required[name]),
         missing: Object.keys(imported).filter((name) => name !== "default" && !(name in required)),
         count: names.length,
         whole: imported.default === required && (await import("cognito-identity-client")).default === required,
         instance: new imported.NotAuthorizedException({ $metadata: {}, message: "" }) instanceof required.CognitoIdentityServiceException,
         client: new required.CognitoIdentity({}) instanceof imported.CognitoIdentityClient,
         command: new required.GetIdCommand({}) instanceof imported.$Command,
       }));`,
      "mjs",
    );
    expect(result).toMatchObject({
      different: [],
      missing: [],
      whole: true,
      instance: true,
      client: true,
      command: true,
    });
    expect((result as { count: number }).count).toBeGreaterThan(100);
  });

  test("CommonJS code from TypeScript and Babel can import everything as the default export", async () => {
    const source = `import whole from "cognito-identity-client";
      import { GetIdCommand } from "cognito-identity-client";
      console.log(JSON.stringify([whole.GetIdCommand === GetIdCommand, whole === require("cognito-identity-client")]));`;
    const { code } = transformSync(source, { loader: "ts", format: "cjs" });
    expect(await consumer.run(code, "cjs")).toEqual([true, true]);
  });

  test("`/credentials` shares the client's classes, and instanceof works across `require` and `import`", async () => {
    const result = await consumer.run(
      `import { createRequire } from "node:module";
       import * as imported from "cognito-identity-client/credentials";
       import { NotAuthorizedException } from "cognito-identity-client";
       const require = createRequire(import.meta.url);
       const required = require("cognito-identity-client/credentials");
       const { startCognitoIdentity } = require("cognito-identity-client/local");
       const { CognitoIdentity } = require("cognito-identity-client");
       const service = await startCognitoIdentity();
       const { endpoint } = service;
       const admin = new CognitoIdentity(service.clientConfig());
       const pool = await admin.createIdentityPool({ IdentityPoolName: "p", AllowUnauthenticatedIdentities: true });
       const { IdentityPoolId: identityPoolId } = pool;
       const Roles = { unauthenticated: "arn:aws:iam::000000000000:role/Guest" };
       await admin.setIdentityPoolRoles({ IdentityPoolId: identityPoolId, Roles });
       const classic = { flow: "classic", roleArn: Roles.unauthenticated, stsEndpoint: endpoint };
       const flows = [];
       for (const flow of [{}, classic]) {
         const { accessKeyId } = await imported.fromCognitoIdentityPool({ identityPoolId, clientConfig: { endpoint }, ...flow })();
         flows.push(service.resolveAccessKey(accessKeyId).flow);
       }
       await admin.updateIdentityPool({ ...pool, AllowUnauthenticatedIdentities: false });
       const error = await required.fromCognitoIdentityPool({ identityPoolId, clientConfig: { endpoint }, cache: { getItem() {} } })().catch((error) => error);
       await service.close();
       console.log(JSON.stringify({
         different: Object.keys(required).filter((name) => imported[name] !== required[name]),
         flows,
         error: error instanceof NotAuthorizedException,
       }));`,
      "mjs",
    );
    expect(result).toEqual({ different: [], flows: ["enhanced", "classic"], error: true });
  });

  test("a provider doesn't keep the process alive, and sends nothing before it is called", async () => {
    const result = await consumer.run(
      `const { fromCognitoIdentityPool } = require("cognito-identity-client/credentials");
       const loaded = process.moduleLoadList.filter((name) => /NativeModule (?:http|https|http2|tls|net)$/.test(name));
       const Credentials = { AccessKeyId: "a", SecretKey: "s", Expiration: new Date(Date.now() + 3_600_000) };
       const client = { send: async () => ({ IdentityId: "eu-west-1:1", Credentials }) };
       fromCognitoIdentityPool({ identityPoolId: "eu-west-1:1", client })().then(() => {
         const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout");
         process.on("exit", () => console.log(JSON.stringify({ loaded, timers })));
       });`,
      "cjs",
    );
    expect(result).toEqual({ loaded: [], timers: [] });
  });

  test("`require` and `import` of the local service return the same functions", async () => {
    const result = await consumer.run(
      `import { createRequire } from "node:module";
       import * as imported from "cognito-identity-client/local";
       const required = createRequire(import.meta.url)("cognito-identity-client/local");
       console.log(JSON.stringify(Object.keys(required).filter((name) => imported[name] !== required[name])));`,
      "mjs",
    );
    expect(result).toEqual([]);
  });

  test("an exception is an instance of the `ServiceException` of the installed Smithy package", async () => {
    const result = await consumer.run(
      `const ours = require("cognito-identity-client");
       const { ServiceException } = require(require.resolve("@smithy/core/client", { paths: [require.resolve("cognito-identity-client")] }));
       const error = new ours.NotAuthorizedException({ $metadata: {}, message: "" });
       console.log(JSON.stringify([error instanceof ServiceException, error instanceof ours.ResourceNotFoundException, error instanceof Error]));`,
      "cjs",
    );
    expect(result).toEqual([true, false, true]);
  });

  test("two copies of the package in one process accept each other's commands, and recognize each other's errors", async () => {
    const result = await consumer.run(
      `const { cpSync } = require("node:fs");
       cpSync("node_modules/cognito-identity-client", "node_modules/second-copy", { recursive: true });
       const first = require("cognito-identity-client");
       const second = require("second-copy");
       const requests = [];
       const requestHandler = { handle: async (request) => {
         requests.push(request.headers["x-amz-target"] + (request.headers.authorization ? " signed" : ""));
         return { response: { statusCode: 400, headers: {}, body: '{"__type":"ResourceNotFoundException","message":"m"}' } };
       } };
       const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
       const client = new first.CognitoIdentityClient({ region: "eu-west-1", requestHandler, credentials });
       (async () => {
         const errors = [];
         for (const Command of [second.GetIdCommand, second.DescribeIdentityCommand]) {
           errors.push(await client.send(new Command({})).catch((error) => error));
         }
         console.log(JSON.stringify({
           different: first.GetIdCommand !== second.GetIdCommand,
           requests,
           names: errors.map(({ name }) => name),
           across: errors.map((error) => [error instanceof second.ResourceNotFoundException, error instanceof second.CognitoIdentityServiceException, error instanceof second.NotAuthorizedException]),
         }));
       })();`,
      "cjs",
    );
    expect(result).toEqual({
      different: true,
      requests: ["AWSCognitoIdentityService.GetId", "AWSCognitoIdentityService.DescribeIdentity signed"],
      names: ["ResourceNotFoundException", "ResourceNotFoundException"],
      across: [
        [true, true, false],
        [true, true, false],
      ],
    });
  });

  test("no network module is loaded before the first request, neither with a client nor with commands", async () => {
    const result = await consumer.run(
      `const before = new Set(process.moduleLoadList);
       const { CognitoIdentityClient, GetIdCommand, DescribeIdentityCommand } = require("cognito-identity-client");
       const client = new CognitoIdentityClient({ region: "eu-west-1" });
       new GetIdCommand({}); new DescribeIdentityCommand({});
       client.destroy();
       const network = /^NativeModule (?:_?http\\w*|https|_?tls\\w*|net|internal\\/(?:http|tls|net).*|dns|internal\\/dns.*)$/;
       console.log(JSON.stringify(process.moduleLoadList.filter((name) => !before.has(name) && network.test(name))));`,
      "cjs",
    );
    expect(result).toEqual([]);
  });

  test("with a custom request handler, no network module is ever loaded", async () => {
    const result = await consumer.run(
      `const before = new Set(process.moduleLoadList);
       const { CognitoIdentityClient, GetIdCommand } = require("cognito-identity-client");
       const requestHandler = { handle: async () => ({ response: { statusCode: 200, headers: {}, body: '{"IdentityId":"i"}' } }) };
       const client = new CognitoIdentityClient({ region: "eu-west-1", requestHandler });
       client.send(new GetIdCommand({ IdentityPoolId: "p" })).then(({ IdentityId }) => {
         const network = /^NativeModule (?:_?http\\w*|https|_?tls\\w*|net|internal\\/(?:http|tls)\\/?.*)$/;
         console.log(JSON.stringify([IdentityId, ...process.moduleLoadList.filter((name) => !before.has(name) && network.test(name))]));
       });`,
      "cjs",
    );
    expect(result).toEqual(["i"]);
  });

  test("no file has a dynamic import, which Jest can't run without flags", () => {
    const files = consumer.files.filter((path) => /^dist\/(?:node|local)\/.*\.cjs$/.test(path));
    expect(files.length).toBeGreaterThan(4);
    const found = files.filter((path) =>
      /(?<![.\w$])import\(/.test(
        readFileSync(join(consumer.packageFolder, path), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ""),
      ),
    );
    expect(found).toEqual([]);
  });

  test("files that are loaded on demand exist: shared config files, adaptive retries, the default credential chain", async () => {
    const result = await consumer.run(
      `const { writeFileSync } = require("node:fs");
       writeFileSync("config", "[default]\\nregion = eu-north-1\\nretry_mode = adaptive\\n");
       writeFileSync("credentials", "[default]\\naws_access_key_id = AKIDFILE\\naws_secret_access_key = secret\\n");
       Object.assign(process.env, { AWS_CONFIG_FILE: "config", AWS_SHARED_CREDENTIALS_FILE: "credentials", AWS_EC2_METADATA_DISABLED: "true" });
       for (const name of ["AWS_REGION", "AWS_PROFILE", "AWS_ACCESS_KEY_ID"]) delete process.env[name];
       const { CognitoIdentityClient, DescribeIdentityCommand } = require("cognito-identity-client");
       let seen;
       const requestHandler = { handle: async (request) => { seen = request; return { response: { statusCode: 200, headers: {}, body: "{}" } }; } };
       const client = new CognitoIdentityClient({ requestHandler });
       client.send(new DescribeIdentityCommand({ IdentityId: "i" })).then(async () => {
         console.log(JSON.stringify([seen.hostname, /Credential=(\\w+)/.exec(seen.headers.authorization)[1], (await client.config.retryStrategy()).mode]));
       });`,
      "cjs",
    );
    expect(result).toEqual(["cognito-identity.eu-north-1.amazonaws.com", "AKIDFILE", "adaptive"]);
  });
});

/** Compiler options for Node.js, where the file name decides between CommonJS and ES modules, and for bundlers. */
const NODE16 = { module: "node16", moduleResolution: "node16" };
const BUNDLER = { module: "esnext", moduleResolution: "bundler" };
const NODE_TYPES = { types: ["node"], typeRoots };
/** Checks the declarations of packages, but not those of the compiler, which take longer than all others. */
const CHECK_PACKAGES = { skipLibCheck: false, skipDefaultLibCheck: true };

/** A library, whose declarations are emitted. */
const EMITTED = {
  ...NODE_TYPES,
  skipLibCheck: true,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  outDir: "emitted",
};

const clientPrograms = {
  "what uses the package (node16), with es2022 alone": {
    options: { ...NODE16, skipLibCheck: true },
    files: { "commonJs.cts": USAGE, "module.mts": USAGE },
  },
  "what uses the package (bundler), with es2022 alone": {
    options: { ...BUNDLER, skipLibCheck: true },
    files: { "consumer.ts": USAGE },
  },
  "all of the package's declarations with the types of Node.js and browsers": {
    options: { ...NODE16, ...NODE_TYPES, ...CHECK_PACKAGES, lib: ["es2022", "dom", "dom.iterable"] },
    files: { "consumer.mts": USAGE },
  },
  "the inferred declarations of a library (node16)": {
    options: { ...NODE16, ...EMITTED },
    files: { "commonJs.cts": inferred, "module.mts": inferred },
  },
  "the inferred declarations of a library (bundler)": {
    options: { ...BUNDLER, ...EMITTED },
    files: { "library.ts": inferred },
  },
};

/** All usages in the documentation, misuse, and assignments between each package's types. */
const uses = {
  ...{ ...NODE_TYPES, skipLibCheck: true, lib: ["es2022", "esnext.disposable"] },
  paths: {
    "@aws-sdk/client-cognito-identity": [
      join(ROOT, "node_modules/@aws-sdk/client-cognito-identity/dist-types/index.d.ts"),
    ],
  },
};
const USES_OF_NODE = "all uses of the documentation (node16)";
const USES_OF_BUNDLERS = "all uses of the documentation (bundler)";
const usesOfNode = { options: { ...NODE16, ...uses }, files: { ...programs("cts"), ...programs("mts") } };
const usesOfBundlers = { options: { ...BUNDLER, ...uses }, files: programs("ts") };

const OWN = "the client's own declarations";
const own = {
  options: { ...NODE16, ...CHECK_PACKAGES },
  // The local service runs in Node.js, and can use its types.
  files: { "consumer.mts": USAGE.replace(/^.*(?:\/local"|startCognitoIdentity).*\n/gm, "") },
};

const DEFAULT_IMPORT = "the default import";
const defaultImport = {
  options: { ...NODE16, skipLibCheck: true },
  files: {
    "default.mts": `import whole from "cognito-identity-client";
      export const command: InstanceType<typeof whole.GetIdCommand> = new whole.GetIdCommand({ IdentityPoolId: "p" });
      whole.Nothing;`,
  },
};

describe("TypeScript", () => {
  const [oldest, ...between] = compilers;
  const newest = between.pop() ?? oldest;
  const isBetween = (compiler: Compiler): boolean => compiler !== oldest && compiler !== newest;
  const every = {
    ...clientPrograms,
    [OWN]: own,
    [USES_OF_NODE]: usesOfNode,
    [USES_OF_BUNDLERS]: usesOfBundlers,
    [DEFAULT_IMPORT]: defaultImport,
  };
  const errors = new Map<Compiler, Record<string, string[]>>();
  beforeAll(async () => {
    await Promise.all(
      compilers.map(async (compiler) => {
        const chosen = isBetween(compiler) ? { [USES_OF_BUNDLERS]: usesOfBundlers } : every;
        errors.set(compiler, await compile(consumer.folder, compiler, chosen));
      }),
    );
  });

  test.each(
    [oldest, newest].flatMap((compiler) => Object.keys(clientPrograms).map((name) => [compiler, name] as const)),
  )("%s compiles %s", (compiler, name) => {
    expect(errors.get(compiler)?.[name]).toEqual([]);
  });

  test.each([oldest, newest])("%s finds no errors in the client's declarations", (compiler) => {
    const foreign = /node_modules\/(?:@smithy|@types|@aws-crypto|@aws-sdk|@aws)\//;
    expect(errors.get(compiler)?.[OWN]?.filter((line) => !foreign.test(line))).toEqual([]);
  });

  test.each([oldest, newest])("%s accepts a default import of everything, as for AWS's client", (compiler) => {
    expect(errors.get(compiler)?.[DEFAULT_IMPORT]).toEqual([expect.stringContaining("'Nothing' does not exist")]);
  });

  test.each([
    ...[oldest, newest].flatMap((compiler) => [
      [compiler, USES_OF_NODE] as const,
      [compiler, USES_OF_BUNDLERS] as const,
    ]),
    ...between.map((compiler) => [compiler, USES_OF_BUNDLERS] as const),
  ])("%s compiles %s, reports misuse, and accepts each package's types for the other's", (compiler, name) => {
    expect(errors.get(compiler)?.[name]).toEqual([]);
  });
});
