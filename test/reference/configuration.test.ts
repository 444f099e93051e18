import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Case, configFile, credentialsFile, environmentCases, inEnvironment, keys } from "./configurationCases.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";

/** `resolveInChild.mts` as one file, which starts several times faster. Inside the repository, so that its packages are found. */
let program: string;
beforeAll(async () => {
  const cache = join(import.meta.dirname, ".cache");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "configuration-"));
  program = join(folder, "resolveInChild.mjs");
  await build({
    ...{ entryPoints: [join(import.meta.dirname, "resolveInChild.mts")], outfile: program },
    ...{ bundle: true, packages: "external", platform: "node", format: "esm" },
  });
  return () => rm(folder, { recursive: true });
});

test("Both clients read the same from the environment", async () => {
  await compareAll(environmentCases);
});

test("Only ours reports what is wrong with a URL from the environment, and how to write it", async () => {
  const environment = { ...inEnvironment, AWS_ENDPOINT_URL: "nonsense" };
  const [[ours, theirs] = []] = await resolveAll([{ environment, code: {} }]);
  expectDifferent("endpointCheck", ours, theirs);
  expect(ours).toMatchObject({ GetId: expect.stringContaining('The endpoint "nonsense" is not an http: or https:') });
  expect(theirs).toMatchObject({ GetId: "TypeError: Invalid URL" });
});

const overrides: Record<string, string>[] = [
  {},
  { AWS_REGION: "us-west-2", AWS_MAX_ATTEMPTS: "9", AWS_RETRY_MODE: "standard", AWS_SDK_UA_APP_ID: "env" },
  { AWS_ENDPOINT_URL: "http://localhost:1/all" },
  { AWS_ENDPOINT_URL_COGNITO_IDENTITY: "http://localhost:2/own", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false" },
  { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
  keys,
  { AWS_USE_FIPS_ENDPOINT: "nonsense", AWS_MAX_ATTEMPTS: "nonsense", AWS_REGION: "" },
];
const profiles = ["default", "other", "urls", "services", "ignoring", "lost", "wrong", "role", "only", "absent", ""];

describe("Both clients read the same from the shared config files", () => {
  test.each(["AWS_PROFILE", "profile"])(
    "for every profile, selected by %s, with and without an environment",
    async (by) => {
      const files = await writeFiles();
      const cases = profiles.flatMap((profile) =>
        overrides.map((override): [string, Case] => [
          `${profile} with ${JSON.stringify(override)}`,
          by === "profile"
            ? { environment: { ...files, ...override }, code: { profile } }
            : { environment: { ...files, ...override, AWS_PROFILE: profile } },
        ]),
      );
      await compareAll(Object.fromEntries(cases));
    },
  );

  test("for a profile in code besides one in the environment, and for options in code", async () => {
    const files = await writeFiles();
    await compareAll({
      "profile over AWS_PROFILE": { environment: { ...files, AWS_PROFILE: "urls" }, code: { profile: "other" } },
      "the other way round": { environment: { ...files, AWS_PROFILE: "other" }, code: { profile: "urls" } },
      services: { environment: { ...files, AWS_PROFILE: "services" }, code: { profile: "other" } },
      "code over all": {
        environment: { ...files, AWS_PROFILE: "other", AWS_MAX_ATTEMPTS: "9" },
        code: {
          region: "me-south-1",
          maxAttempts: 1,
          retryMode: "standard",
          useDualstackEndpoint: false,
          userAgentAppId: "code",
          defaultsMode: "legacy",
        },
      },
      "files that are not there": { environment: { AWS_CONFIG_FILE: "/absent", AWS_REGION: "eu-west-1" } },
    });
  });
});

test("Whether clocks are corrected is read from the same places", async () => {
  const files = await writeFiles();
  const variable = "AWS_DISABLE_CLOCK_SKEW_CORRECTION";
  const cases: Case[] = [
    { environment: { ...inEnvironment, [variable]: "true" } },
    { environment: { ...inEnvironment, [variable]: "1" } },
    { environment: { ...inEnvironment, [variable]: "true" }, code: { disableClockSkewCorrection: false } },
    { environment: { ...files, AWS_PROFILE: "other" } },
    { environment: files, code: { profile: "other" } },
  ];
  await Promise.all(cases.map((it) => compareAll({ it })));
});

async function writeFiles(): Promise<Record<string, string>> {
  const directory = await mkdtemp(join(tmpdir(), "configuration-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const files = {
    AWS_CONFIG_FILE: join(directory, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(directory, "credentials"),
  };
  await Promise.all([
    writeFile(files.AWS_CONFIG_FILE, configFile),
    writeFile(files.AWS_SHARED_CREDENTIALS_FILE, credentialsFile),
  ]);
  return files;
}

async function compareAll(cases: Record<string, Case>): Promise<void> {
  const found = await resolveAll(
    Object.values(cases).map(({ environment = {}, code = {} }) => ({ environment, code })),
  );
  for (const [index, name] of Object.keys(cases).entries()) {
    expectSame(found[index]?.[0], found[index]?.[1], name);
  }
}

/** The results of both clients in each case. */
async function resolveAll(complete: readonly Required<Case>[]): Promise<[ours: object, theirs: object][]> {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = complete[0]?.environment ?? {};
  const child = spawn(process.execPath, [program], {
    // Both packages read the files once in a process.
    env: {
      ...process.env,
      ...(AWS_CONFIG_FILE && { AWS_CONFIG_FILE }),
      ...(AWS_SHARED_CREDENTIALS_FILE && { AWS_SHARED_CREDENTIALS_FILE }),
      HOME: "/nonexistent",
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill());
  child.stdin.end(JSON.stringify(complete));
  const [printed, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(printed, complaints).not.toBe("");
  return JSON.parse(printed) as [object, object][];
}
