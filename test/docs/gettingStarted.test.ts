import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { environment, findAwsCli, requireProgram } from "../ecosystem/local/installedTools.js";
import { startService } from "../local/harness.js";
import { snippetsOf } from "./markdown.js";

const execute = promisify(execFile);

/**
 * Sends the commands for Cognito to the local service. There is no IAM: the AWS CLI checks those commands without sending them, and this
 * program prints an example of what `--query` selects.
 */
const aws = (program: string, endpoint: string): string => `set -euo pipefail
aws() {
  if [ "$1" = iam ]; then
    command "${program}" "$@" --generate-cli-skeleton output >/dev/null
    while [ "$1" != --role-name ]; do shift; done
    echo "arn:aws:iam::000000000000:role/$2"
  else
    command "${program}" --endpoint-url "${endpoint}" "$@"
  fi
}
`;

test("the commands create an identity pool, and a guest gets an identity", async (context) => {
  const program = requireProgram((await findAwsCli())[0], "awscli", context);
  const service = await startService();
  const commands = snippetsOf("docs/getting-started-aws.md").filter(({ language }) => language === "sh");
  expect(commands.length).toBeGreaterThan(3);
  const script = `${aws(program.path, service.endpoint)}${commands.map(({ code }) => code).join("")}
echo ---
trust_policy authenticated
echo ---
aws cognito-identity get-identity-pool-roles --identity-pool-id "$POOL"
`;
  const credentials = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
  const { stdout } = await execute("bash", ["-c", script], { env: environment(credentials) });
  const [output = "", policy = "", roles = ""] = stdout.split("---\n");
  const { IdentityId } = JSON.parse(output.slice(output.indexOf("{")));
  const { IdentityPoolId, Roles } = JSON.parse(roles);
  expect(IdentityId).toMatch(/^us-east-1:/);
  expect(Roles).toEqual({
    authenticated: "arn:aws:iam::000000000000:role/my-app-user",
    unauthenticated: "arn:aws:iam::000000000000:role/my-app-guest",
  });
  expect(JSON.parse(policy).Statement[0].Condition).toEqual({
    StringEquals: { "cognito-identity.amazonaws.com:aud": IdentityPoolId },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
  });
});
