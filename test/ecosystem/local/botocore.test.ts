import { expect, test } from "vitest";
import { type Credentials, manualClock, startService } from "../../local/harness.js";
import { findPython, knowsEndpointVariable, type Program, requireProgram } from "./installedTools.js";
import { type Driver, startDriver } from "./startDriver.js";
import { ACCOUNT_ID, driveAllOperations, type Result, type Tool } from "./story.js";

const PACKAGE = "python3-botocore";
const programs = await findPython("import botocore; print(botocore.__version__)");

interface DriverResult extends Result {
  readonly status?: number;
  readonly requestId?: string;
  readonly error?: { code: string; message: string; modeled?: boolean; status?: number };
}

const startBotocore = (python: Program, variables?: Record<string, string>): Promise<Driver<DriverResult>> =>
  startDriver(python, "botocore_driver.py", variables);

const keysOf = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials): object => ({
  aws_access_key_id: accessKeyId,
  aws_secret_access_key: secretAccessKey,
  ...(sessionToken !== undefined && { aws_session_token: sessionToken }),
});

const TEST_KEYS = keysOf({ accessKeyId: "test", secretAccessKey: "test" });

test.for(programs.length > 0 ? programs : [undefined])(
  "botocore runs all 23 operations: $version",
  async (found, context) => {
    const program = requireProgram(found, PACKAGE, context);
    const service = await startService({ accountId: ACCOUNT_ID });
    const driver = await startBotocore(program);
    expect(driver.version).toBe(program.version);
    const tool: Tool = async (operation, input, credentials) => {
      const { output, error } = await driver.call({
        operation,
        input,
        endpoint: service.endpoint,
        credentials: credentials === undefined ? undefined : keysOf(credentials),
      });
      if (error === undefined) return { ...(output !== undefined && { output }) };
      expect(error.status, error.message).toBe(400);
      return { error: { code: error.code, message: error.message } };
    };
    await driveAllOperations(tool, service);
  },
);

test("botocore's exception classes, metadata, and paginator work with it", async (context) => {
  const program = requireProgram(programs[0], PACKAGE, context);
  const service = await startService();
  const { call } = await startBotocore(program);
  const signed = { endpoint: service.endpoint, credentials: TEST_KEYS };
  for (const IdentityPoolName of ["a", "b", "c"]) {
    const input = { IdentityPoolName, AllowUnauthenticatedIdentities: true };
    const { status, requestId } = await call({ operation: "CreateIdentityPool", input, ...signed });
    expect([status, requestId]).toEqual([200, service.requests.at(-1)?.requestId]);
  }
  const input = { PaginationConfig: { PageSize: 1 } };
  const { output } = await call({ operation: "ListIdentityPools", input, paginate: true, ...signed });
  const names = output?.IdentityPools.map(({ IdentityPoolName }) => IdentityPoolName);
  expect([...(names ?? [])].sort()).toEqual(["a", "b", "c"]);
  const described = { operation: "DescribeIdentityPool", input: { IdentityPoolId: "us-east-1:0" }, ...signed };
  expect((await call(described)).error).toMatchObject({
    code: "ResourceNotFoundException",
    modeled: true,
    status: 400,
  });
});

test("botocore reports when its clock is wrong", async (context) => {
  const program = requireProgram(programs[0], PACKAGE, context);
  const service = await startService({ clock: manualClock(Date.now() + 3_600_000) });
  const { call } = await startBotocore(program);
  const request = { operation: "ListIdentityPools", input: { MaxResults: 1 }, endpoint: service.endpoint };
  const { error } = await call({ ...request, credentials: TEST_KEYS });
  expect(error).toMatchObject({
    code: "InvalidSignatureException",
    message: expect.stringMatching(/^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(/),
  });
});

test("AWS_ENDPOINT_URL_COGNITO_IDENTITY is sufficient to direct botocore to the service", async (context) => {
  const program = requireProgram(programs[0], PACKAGE, context);
  const newer = programs.find(knowsEndpointVariable);
  context.skip(newer === undefined, `botocore ${program.version} is older than the variable (1.31)`);
  const service = await startService();
  const { call } = await startBotocore(newer ?? program, { AWS_ENDPOINT_URL_COGNITO_IDENTITY: service.endpoint });
  const request = { operation: "ListIdentityPools", input: { MaxResults: 1 }, credentials: TEST_KEYS };
  expect((await call(request)).output).toEqual({ IdentityPools: [] });
});
