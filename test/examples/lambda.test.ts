import { execFile, execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { CognitoIdentityClient, GetCredentialsForIdentityCommand } from "../../src/index.js";
import { type CognitoIdentityService, startCognitoIdentity } from "../../src/local/index.js";
import { type ExampleFolder, exampleFolder } from "./exampleFolder.js";

const execute = promisify(execFile);
const IDENTITY_POOL_ID = "eu-west-1:5eedb1a5-0000-4000-8000-00000000f00d";

let example: ExampleFolder;
let service: CognitoIdentityService;
beforeAll(async () => {
  example = await exampleFolder("lambda");
  execFileSync("npm", ["run", "build"], { cwd: example.path, stdio: "pipe" });
  service = await startCognitoIdentity({ region: "eu-west-1", seed: join(example.path, "seed.json") });
});
afterAll(async () => {
  await service?.close();
  await example?.remove();
});

interface Identity {
  identityId: string;
  token: string;
}

/** Like Lambda's runtime: a process with the function's environment, one `require`, and one call per event. */
async function invoke(events: object[], environment: Record<string, string> = {}, folder = example.path) {
  const program = join(folder, "runtime.cjs");
  writeFileSync(
    program,
    `const { handler } = require("./dist/handler.cjs");
     (async () => {
       const answers = [];
       for (const event of ${JSON.stringify(events)}) {
         answers.push(await handler(event, { awsRequestId: "1", getRemainingTimeInMillis: () => 3000 }).catch(
           ({ name: errorType, message: errorMessage }) => ({ errorType, errorMessage })));
       }
       process.stdout.write(JSON.stringify(answers), () => process.exit());
     })();`,
  );
  const { stdout } = await execute(process.execPath, [program], {
    env: {
      PATH: process.env.PATH ?? "",
      AWS_LAMBDA_FUNCTION_NAME: "identity",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x",
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_ENDPOINT_URL_COGNITO_IDENTITY: service.endpoint,
      IDENTITY_POOL_ID,
      DEVELOPER_PROVIDER_NAME: "login.example.com",
      ...environment,
    },
  });
  return JSON.parse(stdout) as { statusCode: number; body: string; errorType?: string; errorMessage?: string }[];
}

const event = JSON.parse(readFileSync("examples/lambda/event.json", "utf8"));
const eventOf = (claims: Record<string, string>) => {
  const { authorizer, ...requestContext } = event.requestContext;
  return {
    ...event,
    requestContext: { ...requestContext, authorizer: { jwt: { ...authorizer.jwt, claims } } },
  };
};

test("its types are correct", async () => {
  expect(await example.typeErrors()).toEqual([]);
});

test("each user has one identity, the same every time", async () => {
  const answers = await invoke([event, eventOf({ sub: "user-7" }), event]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  const [first, other, again] = answers.map(({ body }) => JSON.parse(body) as Identity);
  expect(first?.identityId).toMatch(/^eu-west-1:/);
  expect(again?.identityId).toBe(first?.identityId);
  expect(other?.identityId).not.toBe(first?.identityId);
  const { exp = 0, iat = 0, sub } = decodeJwt(first?.token ?? "");
  expect(sub).toBe(first?.identityId);
  expect(exp - iat).toBe(15 * 60);
});

test("the bundle is small, and signs with the environment's credentials without the credential chain", async () => {
  const folder = await mkdtemp(join(tmpdir(), "function-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "dist"));
  const bundle = join(folder, "dist/handler.cjs");
  await copyFile(join(example.path, "dist/handler.cjs"), bundle);
  expect((await stat(bundle)).size).toBeLessThan(150_000);
  // This folder has no node_modules.
  expect(await invoke([event], {}, folder)).toMatchObject([{ statusCode: 200 }]);
  expect(await invoke([event], { AWS_PROFILE: "other" }, folder)).toMatchObject([
    { errorMessage: expect.stringContaining("credentialChain.js") },
  ]);
});

test("the token yields credentials with the user's tag", async () => {
  const [answer] = await invoke([event]);
  const { identityId, token } = JSON.parse(answer?.body ?? "{}") as Identity;
  const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: service.endpoint });
  const { Credentials } = await client.send(
    new GetCredentialsForIdentityCommand({
      IdentityId: identityId,
      Logins: { "cognito-identity.amazonaws.com": token },
    }),
  );
  client.destroy();
  expect(service.resolveAccessKey(Credentials?.AccessKeyId ?? "")).toMatchObject({
    identityId,
    authenticationType: "authenticated",
    roleArn: "arn:aws:iam::000000000000:role/User",
    principalTags: { plan: "pro" },
  });
});

test("an incorrect setup makes the invocation fail with the service's message", async () => {
  const wrongPool = { IDENTITY_POOL_ID: "eu-west-1:00000000-0000-4000-8000-000000000000" };
  expect(await invoke([event], wrongPool)).toEqual([
    { errorType: "ResourceNotFoundException", errorMessage: expect.stringContaining("IdentityPool") },
  ]);
  expect(await invoke([event], { AWS_SECRET_ACCESS_KEY: "wrong" })).toMatchObject([
    { errorType: "InvalidSignatureException" },
  ]);
});

test("`npm start` shows every step from the event to the tags that policies see", async () => {
  const { stdout } = await execute("npm", ["start", "--silent"], { cwd: example.path });
  expect(stdout).toMatch(/The function: +200, identity eu-west-1:\S+, a token of \d+ characters/);
  expect(stdout).toContain("credentials of arn:aws:iam::000000000000:role/User until");
  expect(stdout).toContain('{"plan":"pro"}');
});
