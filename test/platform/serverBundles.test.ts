import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { stsAnswer } from "../reference/credentialChainCases.js";
import { fakeAws } from "../reference/fakeAws.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** In relation to a bundle with the same two operations of AWS's client. */
const LARGEST_RATIO = 0.4;

/** Bundlers that need no banner. An ES module bundle with CommonJS code needs one. */
async function bundleOf(
  client: string,
  format: "cjs" | "esm",
  conditions: readonly string[] = [],
): Promise<Uint8Array> {
  const program = `
    import { CognitoIdentityClient, GetIdCommand, GetCredentialsForIdentityCommand } from "${client}";
    console.log(GetIdCommand.name !== GetCredentialsForIdentityCommand.name);
    new CognitoIdentityClient({ region: "eu-west-1" }).config.credentials().then(({ accessKeyId }) => console.log(accessKeyId));
  `;
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: ROOT },
    bundle: true,
    minify: true,
    write: false,
    platform: "node",
    format,
    ...(conditions.length > 0 && { conditions: [...conditions] }),
  });
  return outputFiles[0]?.contents as Uint8Array;
}

test.each([
  ["esbuild", []],
  ["webpack", ["webpack", "module", "import", "production"]],
])(
  "a server bundle with the conditions of %s and the default chain is less than half the size of one with AWS's client",
  async (_, conditions) => {
    const [ours, theirs] = await Promise.all([
      bundleOf("cognito-identity-client", "cjs", conditions),
      bundleOf("@aws-sdk/client-cognito-identity", "cjs"),
    ]);
    console.info(`${ours.length} B, AWS's ${theirs.length} B`);
    expect(ours.length / theirs.length).toBeLessThan(LARGEST_RATIO);
    const text = Buffer.from(ours).toString();
    for (const name of ["bowser", "NormalizedSchema", "BinaryDecisionDiagram", "TypeRegistry", "event-stream"]) {
      expect(text).not.toContain(name);
    }
  },
);

test.each([
  ["cjs", "of the modules", []],
  ["esm", "of the modules", []],
  // Then the package's files for Node.js are bundled, which share code through one of them.
  ["cjs", "of the files for Node.js", ["production"]],
] as const)(
  "a server bundle (%s) %s assumes the role of a profile in a folder without packages",
  async (format, _, conditions) => {
    await using aws = await fakeAws();
    aws.answers = { AssumeRole: [stsAnswer("AssumeRole")] };
    const folder = await temporaryFolder();
    const file = join(folder, format === "cjs" ? "server.cjs" : "server.mjs");
    await writeFile(file, await bundleOf("cognito-identity-client", format, conditions));
    const env = await environmentWithRole(folder, aws.url);
    const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder, env });
    expect(stdout).toBe("true\nASIAAssumeRole\n");
  },
);

test("the command `verify` assumes the role of a profile, although it shares the chain with the client", async () => {
  await using aws = await fakeAws();
  aws.answers = { AssumeRole: [stsAnswer("AssumeRole")] };
  const env = await environmentWithRole(await temporaryFolder(), aws.url);
  const program = join(ROOT, "dist/local/command/cognito-identity-client.cjs");
  await promisify(execFile)(process.execPath, [program, "verify", "--endpoint", aws.url], { env }).catch(() => {});
  const signers = aws.requests.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? "")?.[1]);
  expect(signers).toEqual(expect.arrayContaining(["AKIABASE", "ASIAAssumeRole"]));
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "server-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** The environment of a process with a profile for a role. */
async function environmentWithRole(home: string, stsUrl: string): Promise<Record<string, string>> {
  await mkdir(join(home, ".aws"));
  await writeFile(
    join(home, ".aws/config"),
    "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = base\n" +
      "[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = secret\n",
  );
  return { HOME: home, AWS_PROFILE: "role", AWS_ENDPOINT_URL_STS: stsUrl };
}
