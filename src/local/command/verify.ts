import { hostOf, isRegion } from "../base/arn.js";
import { messageOf } from "../base/messageOf.js";
import { type Keys, Target } from "../verify/Target.js";
import { type Result, verify as runChecks } from "../verify/verify.js";
import { INTERRUPTED_STATUS } from "./exitStatus.js";
import { parsedOptions } from "./readArguments.js";
import { UsageError } from "./UsageError.js";

const OPTIONS = {
  endpoint: { type: "string" },
  region: { type: "string" },
  "allow-changes": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const DEFAULT_REGION = "us-east-1";

/** @param program - how the user called it */
export const verifyHelp = (program: string): string => `${program} --endpoint URL | --region REGION [options]

Compares an implementation of Amazon Cognito identity pools (this package's local service, another emulator, or AWS itself)
with what is known about AWS's, and prints a table with the expected and the actual result of each check.

Options:
  --endpoint URL    The implementation to verify, such as http://127.0.0.1:4545
  --region REGION   Region of the endpoint; without --endpoint, verify AWS in this Region. Default: AWS_REGION, or ${DEFAULT_REGION}
  --allow-changes   Also run checks that create identity pools, named verify-…, and delete them
  -h, --help        Show this help

The credentials come from AWS's default chain (environment, profile, SSO, …). With --endpoint, and without credentials in the
environment, the access key ID and secret are "test". In AWS, the checks need permission for cognito-identity:*.
Exit status: 0 all as expected, 1 differences or errors, 2 invalid arguments, 130 stopped by a signal after the current check.
`;

/** @throws UsageError for invalid arguments. */
export async function verify(program: string, args: readonly string[]): Promise<void> {
  const values = parsedOptions(args, OPTIONS);
  if (values.help) {
    process.stdout.write(verifyHelp(program));
    return;
  }
  if (values.endpoint === undefined && values.region === undefined) {
    throw new UsageError("Pass --endpoint URL, or --region REGION for AWS itself.");
  }
  // Like the AWS CLI, an empty variable counts as absent.
  const region = values.region ?? (process.env.AWS_REGION || DEFAULT_REGION);
  if (!isRegion(region)) {
    const source = values.region === undefined ? "AWS_REGION" : "--region";
    throw new UsageError(`${source} must be a Region such as ${DEFAULT_REGION}, not "${region}".`);
  }
  const endpoint = values.endpoint ?? `https://${hostOf("cognito-identity", region)}`;
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
    throw new UsageError(`--endpoint must be a URL such as http://127.0.0.1:4545, not "${endpoint}".`);
  }
  const target = new Target({ endpoint, region, keys: keysFor(values.endpoint !== undefined) });
  const problem = await target.send("GET", {}).then(() => undefined, reasonOf);
  if (problem !== undefined) {
    process.stderr.write(`Cannot reach ${endpoint}: ${problem}. Start the service there, or correct --endpoint.\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write("| | check | evidence | expected | seen |\n| --- | --- | --- | --- | --- |\n");
  const options = {
    signal: signalOfProcess(),
    allowChanges: values["allow-changes"] === true,
    onResult: (result: Result) => void process.stdout.write(`${row(result)}\n`),
  };
  const { results, left } = await runChecks(target, options);
  process.stdout.write(`\n${summary(results)}\n`);
  for (const pool of left) {
    process.stderr.write(`Could not delete the identity pool ${pool}\n`);
  }
  if (options.signal.aborted) {
    process.exitCode = INTERRUPTED_STATUS;
  } else if (left.length > 0 || results.some(({ isEqual }) => !isEqual)) {
    process.exitCode = 1;
  }
}

/** Is aborted by SIGINT and SIGTERM, so that the current check deletes what it created. A second signal ends the process. */
function signalOfProcess(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => controller.abort());
  }
  return controller.signal;
}

/** Why a request failed. The error of `fetch` has the network error as its cause. */
function reasonOf(error: Error): string {
  const cause = error.cause ?? error;
  // The error of a name with several addresses has only a code.
  return messageOf(cause) || String(Object(cause).code);
}

/** The default chain is loaded on demand, because only AWS and users with credentials in the environment need it. */
function keysFor(isLocal: boolean): () => Promise<Keys> {
  if (isLocal && !process.env.AWS_ACCESS_KEY_ID && !process.env.AWS_PROFILE) {
    return async () => ({ accessKeyId: "test", secretAccessKey: "test" });
  }
  let provider: (() => Promise<Keys>) | undefined;
  return async () => {
    provider ??= (await import("@aws-sdk/credential-provider-node")).defaultProvider();
    return provider();
  };
}

function row({ about, strength, expected, seen, isEqual }: Result): string {
  const mark = seen === undefined ? "–" : isEqual ? "✓" : "✗";
  const cells = [mark, about, strength, expected, seen === undefined ? "not run" : isEqual ? "as expected" : seen];
  return `| ${cells.map((cell) => cell.replace(/\s+/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;
}

function summary(results: readonly Result[]): string {
  const run = results.filter(({ seen }) => seen !== undefined);
  const different = run.filter(({ isEqual }) => !isEqual).length;
  const skipped = results.length - run.length;
  return (
    `${run.length - different} as expected, ${different} different` +
    (skipped > 0 ? `, ${skipped} not run because they create identity pools (--allow-changes).` : ".")
  );
}
