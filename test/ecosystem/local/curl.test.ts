import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { type Credentials, startService } from "../../local/harness.js";
import { environment, find, requireProgram } from "./installedTools.js";
import { ACCOUNT_ID, driveAllOperations, type Output, PUBLIC, type Tool } from "./story.js";

const execute = promisify(execFile);
// `--aws-sigv4` exists since 7.75 (2021).
const programs = await find(["/usr/bin/curl", "curl"], ["--version"]);

test("curl --aws-sigv4 runs all 23 operations", async (context) => {
  const { path } = requireProgram(programs[0], "curl", context);
  const service = await startService({ accountId: ACCOUNT_ID });
  const tool: Tool = async (operation, input, credentials) => {
    const argv = [
      ...["--silent", "--show-error", "--write-out", "\n%{http_code}", "--data-binary", JSON.stringify(input)],
      ...["--header", "content-type: application/x-amz-json-1.1"],
      ...["--header", `x-amz-target: AWSCognitoIdentityService.${operation}`],
      ...(credentials === undefined || PUBLIC.has(operation) ? [] : signed(credentials, service.region)),
      service.endpoint,
    ];
    const { stdout } = await execute(path, argv, { env: environment() });
    const lines = stdout.split("\n");
    const [status, body] = [lines.pop(), lines.join("\n")];
    if (status === "200") {
      return body === "" ? {} : { output: JSON.parse(body) as Output };
    }
    expect(status).toBe("400");
    const { __type: code, message } = JSON.parse(body) as { __type: string; message: string };
    return { error: { code, message } };
  };
  await driveAllOperations(tool, service);
});

const signed = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials, region: string): string[] => [
  ...["--aws-sigv4", `aws:amz:${region}:cognito-identity`, "--user", `${accessKeyId}:${secretAccessKey}`],
  ...(sessionToken === undefined ? [] : ["--header", `x-amz-security-token: ${sessionToken}`]),
];
