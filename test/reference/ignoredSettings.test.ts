import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const packages = [join(repository, "dist/node/index.cjs"), "@aws-sdk/client-cognito-identity"];
/** Sends with two clients. Prints the hosts, and the warnings to the logger or the console. */
const PROGRAM = `
  const [, packageName, code, hasLogger] = process.argv;
  const { CognitoIdentityClient, GetIdCommand } = require(packageName);
  const hosts = [];
  const warnings = [];
  const warn = (text) => void warnings.push(text);
  console.warn = warn;
  const handle = async ({ hostname }) => {
    hosts.push(hostname);
    return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } };
  };
  const nothing = () => {};
  const logger = hasLogger === "true" ? { logger: { debug: nothing, info: nothing, error: nothing, warn } } : {};
  (async () => {
    for (let count = 0; count < 2; count++) {
      const client = new CognitoIdentityClient({ ...JSON.parse(code), ...logger, requestHandler: { handle } });
      await client.send(new GetIdCommand({ IdentityPoolId: "p" }));
      await client.send(new GetIdCommand({ IdentityPoolId: "p" }));
    }
    process.stdout.write(JSON.stringify({ hosts, warnings }));
  })();
`;
const CONFIG = `
[default]
region = eu-west-1
[profile own]
region = eu-west-1
endpoint_url = http://own.example
[profile lost]
region = eu-west-1
services = absent
[profile fips]
region = eu-west-1
use_fips_endpoint = yes
`;

interface Printed {
  hosts: string[];
  warnings: string[];
}

test.each<[string, { environment?: Record<string, string>; code?: object; warning: string }]>([
  ["a value of AWS_USE_FIPS_ENDPOINT", { environment: { AWS_USE_FIPS_ENDPOINT: "True" }, warning: "got True" }],
  [
    "a value of use_fips_endpoint",
    { environment: { AWS_PROFILE: "fips" }, warning: 'Cannot load "use_fips_endpoint"' },
  ],
  ["dual stack", { environment: { AWS_USE_DUALSTACK_ENDPOINT: "1" }, warning: "AWS_USE_DUALSTACK_ENDPOINT" }],
  ["a services section that is absent", { environment: { AWS_PROFILE: "lost" }, warning: 'services section "absent"' }],
  ["the endpoint of a profile in code", { code: { profile: "own" }, warning: 'profile "own" is not used' }],
])("Both ignore the setting, and ours warns once: %s", async (_what, { environment = {}, code = {}, warning }) => {
  for (const hasLogger of [true, false]) {
    const [ours, theirs] = await printedBy(environment, code, hasLogger);
    expectSame(ours.hosts, theirs.hosts);
    expect(ours.warnings).toEqual([expect.stringContaining(warning)]);
    expectDifferent("ignoredSettings", ours.warnings, theirs.warnings);
  }
});

test.each<[string, { environment?: Record<string, string>; code?: object }]>([
  ["nothing is set", {}],
  ["an empty value", { environment: { AWS_USE_FIPS_ENDPOINT: "" } }],
  ["the profile is in code and in the environment", { environment: { AWS_PROFILE: "own" }, code: { profile: "own" } }],
  ["an endpoint is given", { code: { profile: "own", endpoint: "http://given.example" } }],
  ["endpoints are to be ignored", { code: { profile: "own", ignoreConfiguredEndpointUrls: true } }],
])("Neither warns when %s", async (_when, { environment = {}, code = {} }) => {
  const [ours, theirs] = await printedBy(environment, code, false);
  expect(ours.warnings).toEqual([]);
  expectSame(ours, theirs);
});

async function printedBy(environment: object, code: object, hasLogger: boolean): Promise<[Printed, Printed]> {
  const folder = await mkdtemp(join(tmpdir(), "ignored-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "config"), CONFIG);
  const run = async (packageName: string): Promise<Printed> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--no-warnings", "-e", PROGRAM, packageName, JSON.stringify(code), String(hasLogger)],
      {
        cwd: repository,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          AWS_REGION: "eu-west-1",
          AWS_CONFIG_FILE: join(folder, "config"),
          ...environment,
        },
      },
    );
    return JSON.parse(stdout) as Printed;
  };
  return (await Promise.all(packages.map(run))) as [Printed, Printed];
}
