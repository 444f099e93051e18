import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const packages = { ours: join(repository, "dist/node/index.cjs"), theirs: "@aws-sdk/client-cognito-identity" };
/** Sends one request with a custom handler, and prints its host. */
const PROGRAM = `
  const [, packageName, region] = process.argv;
  const { CognitoIdentityClient, GetIdCommand } = require(packageName);
  let host;
  const handle = async ({ hostname }) => {
    host = hostname;
    return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } };
  };
  new CognitoIdentityClient({ ...(region && { region }), requestHandler: { handle } })
    .send(new GetIdCommand({ IdentityPoolId: "p" }))
    .then(() => host, (error) => "failed: " + error.message)
    .then((outcome) => process.stdout.write(outcome));
`;
/** Like a machine without an entry for the user. */
const NO_HOME = `require("node:os").homedir = () => { throw new Error("uv_os_homedir returned ENOENT"); };`;

interface Situation {
  flags?: string[];
  environment?: Record<string, string>;
  region?: string;
  prelude?: string;
}

describe("Shared config files that can't be accessed are treated as missing", () => {
  const permission = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";

  test("under the permission model of Node.js", async () => {
    const flags = [permission, `--allow-fs-read=${repository}`];
    const [ours, theirs] = await outcomes({ flags, region: "eu-west-1", environment: { HOME: "/root" } });
    expect(ours).toBe("cognito-identity.eu-west-1.amazonaws.com");
    expectSame(ours, theirs);
  });

  test("for a folder in place of a file, and a file in place of the folder", async () => {
    const folder = await makeFolder({ ".aws/config/file": "", file: "" });
    const environments: Record<string, string>[] = [
      { HOME: folder },
      { HOME: join(folder, "file") },
      { AWS_CONFIG_FILE: folder },
    ];
    for (const environment of environments) {
      const [ours, theirs] = await outcomes({ region: "eu-west-1", environment });
      expect(ours).toBe("cognito-identity.eu-west-1.amazonaws.com");
      expectSame(ours, theirs);
    }
  });

  test("if there is no home directory, where the reference fails", async () => {
    const [ours, theirs] = await outcomes({ prelude: NO_HOME, region: "eu-west-1" });
    expect(ours).toBe("cognito-identity.eu-west-1.amazonaws.com");
    expectDifferent("noHomeDirectory", ours, theirs);
  });
});

test("Without a home directory, files from environment variables are read", async () => {
  const folder = await makeFolder({ config: "[default]\nregion = ca-central-1\n" });
  const [ours, theirs] = await outcomes({
    prelude: NO_HOME,
    environment: { AWS_CONFIG_FILE: join(folder, "config") },
  });
  expect(ours).toBe("cognito-identity.ca-central-1.amazonaws.com");
  expectDifferent("noHomeDirectory", ours, theirs);
});

test("The home directory is found with the same rules", async () => {
  const config = (region: string) => `[default]\nregion = ${region}\n`;
  const folder = await makeFolder({
    "one/.aws/config": config("eu-north-1"),
    "two/.aws/config": config("eu-south-1"),
    "three/.aws/config": config("eu-west-3"),
  });
  const [one, two, three] = ["one", "two", "three"].map((name) => join(folder, name)) as [string, string, string];
  const environments: Record<string, string>[] = [
    { HOME: one, USERPROFILE: two, HOMEDRIVE: "", HOMEPATH: three },
    { HOME: "", USERPROFILE: two, HOMEDRIVE: "", HOMEPATH: three },
    { HOMEDRIVE: "", HOMEPATH: three },
    { HOMEDRIVE: folder, HOMEPATH: "/three" },
  ];
  const hosts: unknown[] = [];
  for (const environment of environments) {
    const [ours, theirs] = await outcomes({ environment });
    expectSame(ours, theirs);
    hosts.push(ours);
  }
  expect(hosts).toEqual(
    ["eu-north-1", "eu-south-1", "eu-west-3", "eu-west-3"].map((region) => `cognito-identity.${region}.amazonaws.com`),
  );
});

async function outcomes(situation: Situation): Promise<[string, string]> {
  const outcome = async (packageName: string) => {
    const { flags = [], environment = {}, region = "", prelude = "" } = situation;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...flags, "--no-warnings", "-e", `${prelude}${PROGRAM}`, packageName, region],
      { cwd: repository, env: { PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: "true", ...environment } },
    );
    return stdout;
  };
  return Promise.all([outcome(packages.ours), outcome(packages.theirs)]);
}

/** A folder with files, which is deleted at the end of the test. */
async function makeFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "home-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}
