import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CognitoIdentityService, startCognitoIdentity } from "../../src/local/index.js";
import { pages, programs, ROOT, type Snippet, snippetsOf, surroundings } from "./markdown.js";

const execute = promisify(execFile);
const FOLDER = join(ROOT, ".cache/docs-snippets");

beforeAll(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
});
afterAll(() => rm(FOLDER, { recursive: true, force: true }));

const fileOf = ({ name }: Snippet): string => name.replace(/\W+/g, "-");

describe("snippets compile", () => {
  // TypeScript applications may have no DOM library. JavaScript snippets omit what only TypeScript requires.
  test.each([
    ["ts", { lib: ["es2022", "esnext.disposable"] }],
    ["js", { lib: ["es2022", "esnext.disposable", "dom"], allowJs: true, checkJs: true, strict: false }],
  ])("%s", async (language, options) => {
    const folder = join(FOLDER, `compile-${language}`);
    const chosen = programs.filter((program) => program.language === language);
    expect(chosen.length).toBeGreaterThan(5);
    await mkdir(folder);
    await Promise.all(
      chosen.map((program) =>
        writeFile(join(folder, `${fileOf(program)}.${language}`), `${program.code}\nexport {};\n`),
      ),
    );
    await writeFile(join(folder, "surroundings.d.ts"), surroundings);
    const paths = Object.fromEntries(
      ["", "/credentials", "/functions", "/local", "/validation"].map((entry) => [
        `cognito-identity-client${entry}`,
        [join(ROOT, `dist/types${entry}/index.d.ts`)],
      ]),
    );
    const compilerOptions = { paths, ...options };
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: join(ROOT, "tsconfig.json"), compilerOptions, include: ["."] }),
    );
    const compiled = await execute(
      process.execPath,
      ["node_modules/typescript/bin/tsc", "-p", folder, "--pretty", "false"],
      { cwd: ROOT },
    ).catch((error: { stdout: string }) => error);
    expect(compiled.stdout).toBe("");
  });
});

describe("snippets run with the built package, against the local service", () => {
  /** Replacements for other packages. */
  const stubs: Readonly<Record<string, string>> = {
    "@aws-sdk/client-s3": "export class S3Client { constructor(config) { this.config = config; } }",
    "@react-native-async-storage/async-storage":
      "const items = new Map(); export default { getItem: async (key) => items.get(key) ?? null, setItem: async (key, value) => void items.set(key, value), removeItem: async (key) => void items.delete(key) };",
    react: "export const useState = () => [], useEffect = () => {}, cache = (create) => create;",
    "next/headers": "export const cookies = async () => new Map();",
    "aws-amplify/auth": "export const fetchAuthSession = async () => ({});",
    "aws-amplify/utils": "export const Hub = { listen() {} };",
  };

  /** Programs that can't run here, with the reason. */
  const excluded: Readonly<Record<string, string>> = {
    "docs/credentials.md#vite": "Vite defines import.meta.env",
    "docs/credentials.md#developer-identities": "needs a backend; test/credentials/recipes.test.ts has one",
    "docs/functions.md#functions": "functions read no environment, so this calls AWS; test/functions does the same",
    "docs/functions.md#signed-operations":
      "functions read no environment, so this calls AWS; test/functions does the same",
    "docs/getting-started-aws.md#with-cdk": "needs CDK",
    "docs/server-bundles.md#esbuild-and-es-modules": "test/platforms/bundlers/server.mjs does the same",
    "docs/tools.md#mocking": "test/ecosystem has the tool",
    "docs/tokens.md#verify-openid-tokens": "the snippets that continue it close the service",
    "docs/amplify.md#amplify-against-the-local-service": "test/ecosystem/tools/amplify.test.ts does the same",
  };

  const POOL = "us-east-1:11111111-2222-4333-8444-555555555555";
  const USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_abc";
  let service: CognitoIdentityService;
  beforeAll(async () => {
    expect(existsSync(join(ROOT, "dist/node/index.cjs")), "dist is missing: run `npm run build`").toBe(true);
    const roleOf = (name: string): string => `arn:aws:iam::000000000000:role/${name}`;
    const pool = {
      IdentityPoolId: POOL,
      IdentityPoolName: "app",
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client" }],
      Roles: { authenticated: roleOf("User"), unauthenticated: roleOf("Guest") },
    };
    service = await startCognitoIdentity({ seed: { pools: [pool] } });
    for (const [name, code] of Object.entries(stubs)) {
      const [folder, entry = "index"] = name.startsWith("@") ? [name] : name.split("/");
      const path = join(FOLDER, "node_modules", folder ?? "");
      await mkdir(path, { recursive: true });
      await writeFile(join(path, `${entry}.mjs`), code);
      const exports = { ".": "./index.mjs", "./*": "./*.mjs" };
      await writeFile(join(path, "package.json"), JSON.stringify({ name: folder, exports }));
    }
  });
  afterAll(() => service?.close());

  /** Runs a snippet with this Node.js. Only types are removed, and the placeholder for the pool's ID is replaced. */
  async function run(program: Snippet): Promise<{ stdout: string; stderr: string }> {
    const { code } = await transform(program.code.replaceAll("us-east-1:…", POOL), { loader: "ts", target: "esnext" });
    const file = join(FOLDER, `${fileOf(program)}.mjs`);
    // Files in this folder find the package by its own name, like the files of an application in which it is installed.
    await writeFile(file, program.language === "js" ? program.code.replaceAll("us-east-1:…", POOL) : code);
    const { AWS_REGION: _, ...environment } = process.env;
    return await execute(process.execPath, [file], {
      cwd: FOLDER,
      // Ends a program that hangs, before the limit of the test.
      timeout: 240_000,
      env: {
        ...environment,
        AWS_ENDPOINT_URL_COGNITO_IDENTITY: service.endpoint,
        AWS_ENDPOINT_URL_STS: service.endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
      },
    });
  }

  const running = programs.filter(({ name }) => !(name in excluded));

  test("there are many, and the list of exceptions has no unused entries", () => {
    expect(running.length).toBeGreaterThan(20);
    const names = programs.map(({ name }) => name);
    expect(Object.keys(excluded).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(running.map((program) => [program.name, program] as const))("%s", async (_, program) => {
    const { stderr } = await run(program);
    expect(stderr).toBe("");
  });

  const outputsOf = async (name: string): Promise<{ stdout: string; stderr: string }> => {
    const program = programs.find((each) => each.name === name);
    return program === undefined ? { stdout: "no such snippet", stderr: "" } : run(program);
  };

  test("those in the README print what their comments say", async () => {
    expect((await outputsOf("README.md#get-credentials-for-a-guest")).stdout).toMatch(/^us-east-1:[\da-f-]{36}\n$/);
    expect((await outputsOf("README.md#test-offline")).stdout).toMatch(/IdentityId: 'us-east-1:[\da-f-]{36}'/);
    expect((await outputsOf("README.md#sign-in-a-user")).stdout).toBe("");
  });

  test("the middleware for failed attempts prints the line that the page shows", async () => {
    service.control.addFault({ operation: "ListIdentityPools", kind: "throttle", times: 1 });
    const { stderr } = await outputsOf("docs/configuration.md#retries");
    expect(stderr).toMatch(/^ListIdentityPoolsCommand.+\n$/);
    expect(await readFile(join(ROOT, "docs/configuration.md"), "utf8")).toContain(`\`${stderr.trim()}\``);
  });
});

test("JSON snippets are valid", () => {
  const json = pages.flatMap(snippetsOf).filter(({ language }) => language === "json");
  expect(json.length).toBeGreaterThan(1);
  for (const { name, code } of json) {
    expect(() => JSON.parse(code), name).not.toThrow();
  }
});

test("every snippet names its language", () => {
  const known = ["js", "ts", "json", "sh", "html", "hcl", "python", "diff"];
  const unknown = pages.flatMap(snippetsOf).filter(({ language }) => !known.includes(language));
  expect(unknown.map(({ name, language }) => `${name}: ${language}`)).toEqual([]);
});
