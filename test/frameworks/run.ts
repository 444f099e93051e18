/** `npm run test:frameworks`: builds an application with each framework, starts what was built elsewhere, and calls it. CI does not run it. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installApplication } from "../../scripts/packages/installApplication.js";

const HERE = import.meta.dirname;
/** Nuxt refuses the oldest Node.js that this package allows. */
const NODE = join(HERE, "../platforms/node_modules/node24/bin/node");
const EXPECTED = { issued: "enhanced", console: true };

const folder = mkdtempSync(join(tmpdir(), "frameworks-"));
let server: ChildProcess | undefined;
try {
  const ours = join(folder, "ours");
  await installApplication(ours, { dependencies: { "cognito-identity-client": "*" } });
  const application = join(folder, "nuxt");
  cpSync(join(HERE, "nuxt"), application, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) {
    cpSync(join(HERE, name), join(application, name));
  }
  // Not `npm ci`: npm 11.19 says that the lock file it wrote lacks an optional package for Windows.
  const argv = ["install", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", argv, { cwd: application, stdio: ["ignore", "ignore", "inherit"] });
  cpSync(join(ours, "node_modules"), join(application, "node_modules"), { recursive: true, force: false });
  const env = { ...process.env, NODE_ENV: "production", NUXT_TELEMETRY_DISABLED: "1" };
  const nuxt = join(application, "node_modules/nuxt/bin/nuxt.mjs");
  execFileSync(NODE, [nuxt, "build"], { cwd: application, env, stdio: ["ignore", "ignore", "inherit"] });

  const deployed = join(folder, "deployed");
  cpSync(join(application, ".output"), deployed, { recursive: true });
  // What was left out of the build must not be found elsewhere.
  rmSync(application, { recursive: true });
  rmSync(ours, { recursive: true });
  server = spawn(NODE, ["server/index.mjs"], { cwd: deployed, env: { ...env, HOST: "127.0.0.1", PORT: "0" } });
  server.stderr?.pipe(process.stderr);
  const [said] = (await once(server.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  const origin = /http:\/\/\S+/.exec(String(said))?.[0];
  const response = await fetch(`${origin}/api/guest`);
  const text = await response.text();
  const passed = response.ok && JSON.stringify(JSON.parse(text)) === JSON.stringify(EXPECTED);
  console.log(`Nuxt: ${passed ? "passed" : `failed: ${response.status} ${text}`}`);
  process.exitCode = passed ? 0 : 1;
} finally {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
}
