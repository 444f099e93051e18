import { execFile } from "node:child_process";
import { expect, test } from "vitest";
import { type Credentials, manualClock, startService } from "../../local/harness.js";
import {
  environment,
  findAwsCli,
  findPython,
  knowsEndpointVariable,
  type Program,
  requireProgram,
} from "./installedTools.js";
import { startDriver } from "./startDriver.js";
import { ACCOUNT_ID, driveAllOperations, type Output, type Tool } from "./story.js";

const PACKAGE = "awscli";
const [programs, pythons] = await Promise.all([
  findAwsCli(),
  findPython('import awscli; print(f"aws-cli/{awscli.__version__}")'),
]);

interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = ({ path }: Program, argv: readonly string[], variables: Record<string, string>): Promise<Run> =>
  new Promise((resolve) => {
    execFile(path, argv, { env: environment(variables) }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
  });

const kebabCase = (name: string): string =>
  name
    .replace(/ARNs$/, "Arns")
    .replace(/\B[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();

/** An input as a user types it: flags for booleans, words for lists, shorthand for simple maps, and JSON for everything else. */
function commandLine(operation: string, input: object): string[] {
  const options = Object.entries(input).filter(([, value]) => value !== undefined);
  return [
    "cognito-identity",
    kebabCase(operation),
    ...options.flatMap(([name, value]: [string, unknown]) => {
      const option = kebabCase(name);
      if (typeof value === "boolean") return [value ? `--${option}` : `--no-${option}`];
      return [`--${option}`, ...wordsOf(value)];
    }),
  ];
}

function wordsOf(value: unknown): string[] {
  if (Array.isArray(value) && value.every((element) => typeof element === "string")) return value;
  if (typeof value !== "object" || value === null) return [String(value)];
  const entries = Object.entries(value);
  const isSimple = entries.every(([key, entry]) => /^\w+$/.test(key) && /^[\w:/.-]+$/.test(String(entry)));
  return [isSimple ? entries.map(([key, entry]) => `${key}=${String(entry)}`).join(",") : JSON.stringify(value)];
}

const variablesOf = (credentials: Credentials): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
});

const TEST_KEYS = variablesOf({ accessKeyId: "test", secretAccessKey: "test" });

/** The exact error message of the CLI. */
const errorIn = (stderr: string): { code: string; message: string } | undefined => {
  const [, code = "", , message = ""] =
    /An error occurred \((\w+)\) when calling the (\w+) operation: (.*)\s*$/s.exec(stderr) ?? [];
  return code === "" ? undefined : { code, message: message.trim() };
};

test.for(pythons.length > 0 ? pythons : [undefined])(
  "the AWS CLI runs all 23 operations: $version",
  async (found, context) => {
    const python = requireProgram(found, PACKAGE, context);
    const service = await startService({ accountId: ACCOUNT_ID });
    const cli = await startDriver<Run>(python, "awscli_driver.py");
    expect(cli.version).toBe(python.version);
    const tool: Tool = async (operation, input, credentials) => {
      const argv = [...commandLine(operation, input), "--endpoint-url", service.endpoint, "--output", "json"];
      const { exitCode, stdout, stderr } = await cli.call({
        argv: credentials === undefined ? [...argv, "--no-sign-request"] : argv,
        environment: credentials === undefined ? {} : variablesOf(credentials),
      });
      if (exitCode === 0) {
        expect(stderr).toBe("");
        return { output: JSON.parse(stdout === "" ? "{}" : stdout) as Output };
      }
      const error = errorIn(stderr);
      if (error === undefined) throw new Error(`aws ${argv.join(" ")}: exit code ${exitCode}\n${stderr}`);
      expect([254, 255]).toContain(exitCode);
      return { error };
    };
    await driveAllOperations(tool, service);
  },
);

test("the AWS CLI accepts input as JSON, and selects output with --query", async (context) => {
  const program = requireProgram(programs[0], PACKAGE, context);
  const service = await startService();
  const input = JSON.stringify({ IdentityPoolName: "a", AllowUnauthenticatedIdentities: true });
  const picking = ["--query", "[IdentityPoolName, IdentityPoolId]", "--output", "text"];
  const argv = ["cognito-identity", "create-identity-pool", "--cli-input-json", input, ...picking];
  const { stdout, stderr } = await run(program, [...argv, "--endpoint-url", service.endpoint], TEST_KEYS);
  expect(stdout, stderr).toMatch(/^a\tus-east-1:[0-9a-f-]{36}\n$/);
});

test("the AWS CLI reports when its clock is wrong", async (context) => {
  const program = requireProgram(programs[0], PACKAGE, context);
  const service = await startService({ clock: manualClock(Date.now() + 3_600_000) });
  const argv = [...commandLine("ListIdentityPools", { MaxResults: 1 }), "--endpoint-url", service.endpoint];
  const { stderr } = await run(program, argv, TEST_KEYS);
  expect(errorIn(stderr)).toMatchObject({
    code: "InvalidSignatureException",
    message: expect.stringMatching(/^Signature expired: /),
  });
});

test("AWS_ENDPOINT_URL_COGNITO_IDENTITY is sufficient to direct the AWS CLI to the service", async (context) => {
  const program = requireProgram(programs[0], PACKAGE, context);
  const newer = programs.find(knowsEndpointVariable);
  context.skip(newer === undefined, `${program.version} is older than the variable (2.13, or 1.29)`);
  const service = await startService();
  const { stdout, stderr } = await run(newer ?? program, commandLine("ListIdentityPools", { MaxResults: 1 }), {
    ...TEST_KEYS,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY: service.endpoint,
  });
  expect(JSON.parse(stdout), stderr).toEqual({ IdentityPools: [] });
});
