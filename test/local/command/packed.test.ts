import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { installApplication } from "../../../scripts/packages/installApplication.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const execute = promisify(execFile);

/** `npm test` builds before it tests, but running only this file does not. */
const isBuilt = existsSync(join(ROOT, "dist/local/command/cognito-identity-local.cjs"));

const SAML_LOGIN = `
const { startCognitoIdentity } = require("cognito-identity-client/local");
const { CognitoIdentity } = require("cognito-identity-client");
const files = () => Object.keys(require.cache).filter((path) => path.includes("samlDocument")).length;
(async () => {
  const service = await startCognitoIdentity({ verifyLogins: true });
  const client = new CognitoIdentity(service.clientConfig());
  const provider = "arn:aws:iam::123456789012:saml-provider/Example";
  const input = { IdentityPoolName: "app", AllowUnauthenticatedIdentities: false, SamlProviderARNs: [provider] };
  const { IdentityPoolId } = await client.createIdentityPool(input);
  const Logins = { [provider]: await service.loginToken({ provider, subject: "alice" }) };
  const before = files();
  const { IdentityId } = await client.getId({ IdentityPoolId, Logins });
  console.log(before + " files before, " + IdentityId.startsWith("us-east-1:") + ", " + files() + " file after");
  client.destroy();
  await service.close();
})();
`;

test.skipIf(!isBuilt)("both commands of the packed package run with npx", async () => {
  const folder = await mkdtemp(join(tmpdir(), "command-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await installApplication(folder, { dependencies: { "cognito-identity-client": "*" } });

  for (const words of [["cognito-identity-client", "local"], ["cognito-identity-local"]]) {
    const { stdout } = await execute("npx", ["--no-install", ...words, "--help"], { cwd: folder });
    expect(stdout).toContain(`${words.join(" ")} [options]`);
  }
  const version = await execute("npx", ["--no-install", "cognito-identity-client", "--version"], { cwd: folder });
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);

  // The package contains XML and XML signatures, in a file that is loaded with the first SAML login.
  const saml = await execute(process.execPath, ["-e", SAML_LOGIN], { cwd: folder });
  expect(saml.stdout).toBe("0 files before, true, 1 file after\n");

  const withoutLevel = execute("npx", ["--no-install", "cognito-identity-local", "--data", "data"], { cwd: folder });
  await expect(withoutLevel).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^cognito-identity-local: A data folder needs .* `npm install classic-level@3`\.\n$/m,
    ),
  });

  // npx passes signals only to its shell.
  const npx = spawn("npx", ["--no-install", "cognito-identity-local", "--port", "0", "--log", "json"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    npx.kill("SIGKILL");
  });
  // The service inherits the pipe and closes it.
  const closed = npx.stdout.setEncoding("utf8").toArray() as Promise<string[]>;
  await new Promise((resolve) => npx.stdout.once("data", resolve));
  npx.kill("SIGTERM");
  expect((await closed).join("")).toMatch(/^\{"event":"listening".*\n(?:.*\n)*\{"event":"ended"\}\n$/);

  const service = spawn(join(folder, "node_modules/.bin/cognito-identity-local"), ["--port", "0", "--log", "json"]);
  onTestFinished(() => {
    service.kill("SIGKILL");
  });
  const [line] = (await service.stdout.setEncoding("utf8").take(1).toArray()) as [string];
  const { endpoint } = JSON.parse(line.split("\n")[0] ?? "") as { endpoint: string };
  expect((await fetch(endpoint, { method: "OPTIONS" })).status).toBe(200);
  const ended = new Promise((resolve) => service.on("exit", resolve));
  service.kill("SIGTERM");
  expect(await ended).toBe(0);
});
