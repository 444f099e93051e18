import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { type Credentials, startService } from "../../local/harness.js";
import { ACCOUNT_ID, driveAllOperations, type Output, PUBLIC, type Result, type Tool } from "./story.js";

// Clients from npm that are too large to install in every run (146 MB). `.ci/run` and `npm run test:platforms` run them.
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const load = createRequire(new URL("../clients/", import.meta.url));

/** Version 3 of the SDK signs with this function, so an unsigned request is one that it returns unchanged. */
const unsigned = { sign: async (request: unknown) => request };
const ANY_KEYS: Credentials = { accessKeyId: "unused", secretAccessKey: "unused" };

type MakeTool = (endpoint: string) => Tool;

const clients: readonly { name: string; makeTool: MakeTool }[] = [
  ...["reference3.100", "reference3.588"].map((name) => ({ name, makeTool: version3(name) })),
  { name: "aws-sdk", makeTool: version2 },
  { name: "aws4fetch", makeTool: bareSigner },
];

describe.runIf(process.env.VERSIONS === "all")("other clients", () => {
  beforeAll(() => {
    execFileSync(process.execPath, ["scripts/setup.js", "test/ecosystem/clients"], { cwd: ROOT });
  });

  test.each(clients)("$name runs all 23 operations", async ({ makeTool }) => {
    const service = await startService({ accountId: ACCOUNT_ID });
    await driveAllOperations(makeTool(service.endpoint), service);
  });
});

function version3(name: string): MakeTool {
  return (endpoint) => async (operation, input, credentials) => {
    const sdk = load(name);
    const client = new sdk.CognitoIdentityClient({
      region: "us-east-1",
      endpoint,
      credentials: credentials ?? ANY_KEYS,
      ...(credentials === undefined && { signer: unsigned }),
    });
    try {
      const { $metadata, ...output } = await client.send(new sdk[`${operation}Command`](input));
      expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.any(String) });
      return { output: asJson(output) };
    } catch (error) {
      return errorOf(error, "name");
    } finally {
      client.destroy();
    }
  };
}

function version2(endpoint: string): Tool {
  process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = "1";
  const { CognitoIdentity } = load("aws-sdk");
  return async (operation, input, credentials) => {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials ?? ANY_KEYS;
    const client = new CognitoIdentity({
      region: "us-east-1",
      endpoint,
      credentials: { accessKeyId, secretAccessKey, sessionToken },
    });
    const method = operation.charAt(0).toLowerCase() + operation.slice(1);
    const request =
      credentials === undefined ? client.makeUnauthenticatedRequest(method, input) : client[method](input);
    try {
      return { output: asJson(await request.promise()) };
    } catch (error) {
      return errorOf(error, "code");
    }
  };
}

/** Signs with aws4fetch and sends JSON, like programs without an SDK. */
function bareSigner(endpoint: string): Tool {
  const { AwsClient } = load("aws4fetch");
  return async (operation, input, credentials) => {
    const keys = PUBLIC.has(operation) ? undefined : credentials;
    const init = {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityService.${operation}`,
      },
      body: JSON.stringify(input),
    };
    const response: Response = await (keys === undefined
      ? fetch(endpoint, init)
      : new AwsClient({ ...keys, service: "cognito-identity", region: "us-east-1", retries: 0 }).fetch(endpoint, init));
    const text = await response.text();
    const body = text === "" ? {} : JSON.parse(text);
    return response.ok ? { output: body } : { error: { code: body.__type, message: body.message } };
  };
}

/** The members that the story uses, with times as strings. */
function asJson(output: unknown): Output {
  return JSON.parse(JSON.stringify(output));
}

function errorOf(error: unknown, member: "name" | "code"): Result {
  const { [member]: code = "", message } = error as { name?: string; code?: string; message: string };
  return { error: { code, message } };
}
