import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

// Old scripts add properties to `Object.prototype`, which `for (… in …)` then finds in every object.

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const PROGRAM = `
  Object.prototype.inherited = "text";
  // The main file passes its runtime to that of the chain's clients when it loads the chain.
  const { CognitoIdentityClient } = await import(process.argv[1] + "node/index.cjs");
  await new CognitoIdentityClient({}).config.credentialDefaultProvider({})().catch(() => {});
  for (const path of process.argv.slice(2)) {
    await import(path).then(undefined, (error) => console.log(path, error.message));
  }
`;

test("every file can be loaded if Object.prototype has an additional property", () => {
  const files = readdirSync(DIST, { recursive: true, encoding: "utf8" })
    // Programs run when they are loaded.
    .filter((path) => /^(?:es\/runtime\/platform\/node|[^/]+)\/[^/]+\.(?:c?js|mjs)$/.test(path))
    .sort();
  expect(files).toEqual(
    expect.arrayContaining([
      "cdn/credentials.js",
      "es/runtime/platform/node/credentialChain.js",
      "local/index.cjs",
      "node/credentialChain.cjs",
      "node/nestedClients.cjs",
    ]),
  );
  const given = ["--input-type=module", "--eval", PROGRAM, DIST, ...files.map((path) => `${DIST}${path}`)];
  const env = { AWS_EC2_METADATA_DISABLED: "true" };
  expect(execFileSync(process.execPath, given, { encoding: "utf8", env })).toBe("");
});
