import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import { expectDifferent } from "../reference/expectDifferent.js";

// Tools trace AWS clients by patching `send` of Smithy's `Client` while Node.js loads it. Each program runs in its own process.

const HERE = fileURLToPath(new URL("./", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const REFERENCE = "@aws-sdk/client-cognito-identity";

interface Printed {
  outcomes: string[];
  requests: number;
  patched: object[];
  isClient: boolean;
  loaded: number;
}

async function run(
  environment: Record<string, string>,
  program = join(HERE, "calls.cjs"),
  cwd = HERE,
): Promise<Printed> {
  const argv = ["--require", join(HERE, "patch.cjs"), "--no-warnings", program];
  const env = { ...process.env, ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd, env });
  return JSON.parse(stdout) as Printed;
}

test("without a hook in the module loader, no Smithy file is loaded, and no patch runs", async () => {
  const { patched, loaded, outcomes } = await run({});
  expect([patched, loaded]).toEqual([[], 0]);
  expect(outcomes.at(-1)).toBe("us-east-1:id");
});

test.each(["require", "_load", "_compile", "loaded"])(
  "a patch installed by `%s` sees each call once, as with the reference, and results stay the same",
  async (hook) => {
    const [plain, ours, reference] = await Promise.all([
      run({}),
      run({ HOOK: hook }),
      run({ HOOK: hook, PACKAGE: REFERENCE }),
    ]);
    expect(ours.patched.length).toBe(12);
    expect(ours.patched).toEqual(reference.patched);
    expect(ours.isClient).toBe(true);
    // In the last call of each program, the patch throws.
    expect(ours.outcomes.at(-1)).toBe("from the patch");
    expect(ours.outcomes.slice(0, -1)).toEqual(plain.outcomes.slice(0, -1));
    expect(ours.requests).toBe(plain.requests - 1);
    // All calls except that of the frozen client, which the reference can't make.
    expect(ours.outcomes.length - 1).toBe(reference.outcomes.length);
  },
);

test("a hook installed between two calls is used in the second", async () => {
  const { patched } = await run({ LATE_HOOK: "require" });
  expect(patched.length).toBe(11);
});

test("a patch installed without a hook, after the first call, works only with the reference", async () => {
  const [ours, reference] = await Promise.all([
    run({ LATE_HOOK: "loaded" }),
    run({ LATE_HOOK: "loaded", PACKAGE: REFERENCE }),
  ]);
  expectDifferent("inlinedPackages", ours.patched.length, reference.patched.length);
  expect([ours.patched.length, reference.patched.length]).toEqual([0, 11]);
});

describe.each(["cjs", "esm"] as const)("a bundle (%s)", (format) => {
  /** Only the client is bundled. The bundle then runs the calls. */
  async function bundle(): Promise<{ folder: string; program: string }> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "bundle-")));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const program = join(folder, format === "cjs" ? "app.cjs" : "app.mjs");
    const contents = `
      import * as whole from "cognito-identity-client";
      globalThis.bundledClient = whole;
      import(process.env.CALLS);`;
    const { warnings } = await build({
      stdin: { contents, resolveDir: ROOT },
      bundle: true,
      format,
      platform: "node",
      external: ["@aws-sdk/*"],
      outfile: program,
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    return { folder, program };
  }
  const CALLS = pathToFileURL(join(HERE, "calls.cjs")).href;

  test("finds Smithy's class next to it", async () => {
    const { folder, program } = await bundle();
    mkdirSync(join(folder, "node_modules/@smithy"), { recursive: true });
    symlinkSync(join(ROOT, "node_modules/@smithy/core"), join(folder, "node_modules/@smithy/core"));
    const { patched, isClient } = await run({ CALLS, HOOK: "require" }, program, tmpdir());
    expect([patched.length, isClient]).toEqual([12, true]);
  });

  test("finds Smithy's class below the working directory", async () => {
    const { program } = await bundle();
    const { patched } = await run({ CALLS, HOOK: "require" }, program, ROOT);
    expect(patched.length).toBe(12);
  });

  test("finds Smithy's class where it is loaded", async () => {
    const { program } = await bundle();
    const { patched } = await run({ CALLS, HOOK: "loaded" }, program, tmpdir());
    expect(patched.length).toBe(12);
  });

  test("works if Smithy's class is not installed", async () => {
    const { program } = await bundle();
    const { patched, loaded, outcomes } = await run({ CALLS, HOOK: "require" }, program, tmpdir());
    expect([patched, loaded, outcomes[0]]).toEqual([[], 0, "us-east-1:id"]);
  });

  test("loads the modules that send requests with `require`, which tools hook into", async () => {
    const { program } = await bundle();
    const calls = `
      const Module = require("node:module");
      const { require: original } = Module.prototype;
      const required = [];
      Module.prototype.require = function (id) {
        required.push(id);
        return original.call(this, id);
      };
      const { CognitoIdentityClient, GetIdCommand } = globalThis.bundledClient;
      const client = new CognitoIdentityClient({ region: "us-east-1", endpoint: "http://127.0.0.1:1", maxAttempts: 1 });
      client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:pool" })).catch((error) => {
        console.log(JSON.stringify([error.code, required.filter((id) => /^(?:node:)?https?$/.test(id))]));
      });`;
    const file = join(dirname(program), "request.cjs");
    writeFileSync(file, calls);
    const env = { ...process.env, CALLS: pathToFileURL(file).href };
    const { stdout } = await promisify(execFile)(process.execPath, [program], { env });
    expect(JSON.parse(stdout)).toEqual(["ECONNREFUSED", ["node:http"]]);
  });
});
