import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";

const root = join(import.meta.dirname, "../..");
const packages = ["./dist/node/index.cjs", "@aws-sdk/client-cognito-identity"];

beforeAll(async () => {
  if (!existsSync(join(root, "dist/node/index.cjs"))) {
    await promisify(execFile)("npm", ["run", "build"], { cwd: root });
  }
});

/** The JSON that a separate Node.js program prints, which finds the package as `loaded`. */
async function printedBy(program: string): Promise<readonly [unknown, unknown]> {
  const [ours, theirs] = await Promise.all(
    packages.map(async (name) => {
      const text = `const load = () => require(${JSON.stringify(name)});\n${program}`;
      const { stdout } = await promisify(execFile)(process.execPath, ["-e", text], { cwd: root });
      return JSON.parse(stdout) as unknown;
    }),
  );
  return [ours, theirs];
}

describe("When the package is loaded into Node.js", () => {
  test("only the reference warns about an old version", async () => {
    const [ours, theirs] = await printedBy(
      `Object.defineProperty(process, "version", { value: "v16.20.0" });
       const warnings = [];
       process.emitWarning = (warning) => warnings.push(String(warning).split("\\n")[0]);
       const { CognitoIdentityClient } = load();
       new CognitoIdentityClient({ region: "eu-west-1" });
       setTimeout(() => console.log(JSON.stringify(warnings)), 10);`,
    );
    expectDifferent("versionWarning", ours, theirs);
    expect([ours, theirs]).toEqual([[], [expect.stringContaining("NodeVersionSupportWarning")]]);
  });

  test("only the reference loads the network modules before the first request", async () => {
    const [ours, theirs] = await printedBy(
      `const { CognitoIdentityClient, GetIdCommand } = load();
       new CognitoIdentityClient({ region: "eu-west-1" });
       new GetIdCommand({});
       const loaded = process.moduleLoadList.map((name) => name.replace("NativeModule ", ""));
       console.log(JSON.stringify(["http", "https", "http2", "tls"].filter((name) => loaded.includes(name))));`,
    );
    expectDifferent("lateNetwork", ours, theirs);
    expect(ours).toEqual([]);
  });

  test("this package leaves nothing in the process: no handle, listener, global, or environment variable", async () => {
    const [changed] = await printedBy(
      `const state = () => ({
         globals: Object.getOwnPropertyNames(globalThis).sort(),
         environment: Object.keys(process.env).sort(),
         listeners: process.eventNames().map(String).sort(),
         handles: process.getActiveResourcesInfo(),
         prototypes: [Object, Array, Promise, Error].map((it) => Object.getOwnPropertyNames(it.prototype).length),
       });
       const before = state();
       const { CognitoIdentityClient } = load();
       const client = new CognitoIdentityClient({ region: "eu-west-1" });
       const after = state();
       client.destroy();
       const names = Object.keys(before).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
       console.log(JSON.stringify(names));`,
    );
    expect(changed).toEqual([]);
  });

  test("a client has the same properties, and its configuration has settings with the same names and types", async () => {
    const [ours, theirs] = await printedBy(
      `const { CognitoIdentityClient } = load();
       const client = new CognitoIdentityClient({ region: "eu-west-1" });
       const kinds = Object.entries(client.config).map(([name, value]) => [name, Array.isArray(value) ? "array" : typeof value]);
       console.log(JSON.stringify([
         Object.keys(client),
         ...kinds.filter(([, kind]) => kind !== "undefined").sort(([a], [b]) => (a < b ? -1 : 1)),
       ]));`,
    );
    expectSame(ours, theirs);
  });
});

describe("In a browser bundle", () => {
  /** Runs the bundle of each package in its own process, whose only network API is the `fetch` of the program. */
  async function bundledBy(program: string): Promise<readonly unknown[]> {
    return Promise.all(
      ["cognito-identity-client", "@aws-sdk/client-cognito-identity"].map(async (name) => {
        const { outputFiles } = await build({
          stdin: { contents: `import * as loaded from "${name}";\n${program}`, resolveDir: root },
          bundle: true,
          format: "esm",
          platform: "browser",
          write: false,
        });
        const child = promisify(execFile)(process.execPath, ["--input-type=module"], { cwd: root });
        child.child.stdin?.end(outputFiles[0]?.text);
        return JSON.parse((await child).stdout) as unknown;
      }),
    );
  }
  const prelude = `
    const { CognitoIdentityClient, GetIdCommand, ListIdentityPoolsCommand } = loaded;
    const requestHandler = { requestTimeout: 150 };
    const credentials = { accessKeyId: "a", secretAccessKey: "s" };
    const client = new CognitoIdentityClient({ region: "eu-west-1", credentials, requestHandler, maxAttempts: 1 });
  `;

  test("only ours contains no signer and no hash function until a signed command is sent", async () => {
    const [ours, theirs] = await bundledBy(`${prelude}
      globalThis.fetch = async () => new Response("{}");
      const kinds = () => [client.config.signer, client.config.sha256, client.config.httpAuthSchemes[0].signer].map((it) => typeof it);
      const before = kinds();
      await client.send(new GetIdCommand({}));
      const between = kinds();
      await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
      console.log(JSON.stringify({ before, between, after: kinds() }));`);
    expectDifferent("lateSigner", ours, theirs);
    expect([ours, theirs]).toMatchObject([
      {
        before: ["undefined", "undefined", "undefined"],
        between: ["undefined", "undefined", "undefined"],
        after: ["function", "undefined", "undefined"],
      },
      { before: ["function", "function", "object"] },
    ]);
  });

  test("only ours also applies the timeout to the body", async () => {
    const [ours, theirs] = await bundledBy(`${prelude}
      let giveUp;
      const wait = new Promise((resolve) => { giveUp = () => setTimeout(resolve, 1500, "still waiting"); });
      globalThis.fetch = async (request) => new Response(new ReadableStream({
        start: (controller) => {
          // The client's timer is older and shorter, so it always fires first.
          giveUp();
          controller.enqueue(new TextEncoder().encode('{"IdentityId":'));
          request.signal?.addEventListener("abort", () => controller.error(request.signal.reason));
        },
      }));
      const end = await Promise.race([client.send(new GetIdCommand({})).then(() => "done", ({ name }) => name), wait]);
      console.log(JSON.stringify(end));
      process.exit();`);
    expectDifferent("browserBody", ours, theirs);
    expect([ours, theirs]).toEqual(["TimeoutError", "still waiting"]);
  });
});
