import { Sha256 } from "@aws-crypto/sha256-js";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import type { CognitoIdentityService } from "../../src/local/index.js";
import {
  type Credentials,
  createFullPool,
  DEVELOPER,
  GOOGLE,
  loginToken,
  manualClock,
  ok,
  reply,
  role,
  sign,
  startService,
  USER_POOL,
} from "./harness.js";

const ANYBODY = { accessKeyId: "unused", secretAccessKey: "unused" };

function stsClient(service: CognitoIdentityService, credentials: Credentials = ANYBODY, region = service.region) {
  const client = new STSClient({ endpoint: service.endpoint, region, credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return client;
}

async function setUp(options = {}) {
  const clock = manualClock();
  const service = await startService({ clock, ...options });
  const IdentityPoolId = await createFullPool(service);
  const Roles = { authenticated: role("user"), unauthenticated: role("guest") };
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles });
  return { service, IdentityPoolId, clock };
}

const assume = (service: CognitoIdentityService, WebIdentityToken: string, input = {}) =>
  stsClient(service).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: role("path/classic"),
      RoleSessionName: "my-session",
      WebIdentityToken,
      ...input,
    }),
  );

const whoIs = (service: CognitoIdentityService, credentials: Credentials, region?: string) =>
  stsClient(service, credentials, region).send(new GetCallerIdentityCommand());

const keysOf = (keys: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string } = {}): Credentials => ({
  accessKeyId: keys.AccessKeyId ?? "",
  secretAccessKey: keys.SecretAccessKey ?? "",
  sessionToken: keys.SessionToken ?? "",
});

test("GetCallerIdentity recognizes the enhanced flow's credentials", async () => {
  const { service, IdentityPoolId } = await setUp();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId });
  const keys = keysOf({ ...Credentials, SecretAccessKey: Credentials.SecretKey });
  const answer = await whoIs(service, keys);
  expect(answer).toMatchObject({
    $metadata: { httpStatusCode: 200, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    Arn: "arn:aws:sts::123456789012:assumed-role/guest/CognitoIdentityCredentials",
    Account: "123456789012",
    UserId: expect.stringMatching(/^AROA[A-Z2-7]{17}:CognitoIdentityCredentials$/),
  });
  expect((await whoIs(service, keys)).UserId).toBe(answer.UserId);
});

test("GetCallerIdentity recognizes configured keys, each as a user of its account", async () => {
  const credentials = [
    { accessKeyId: "test", secretAccessKey: "test" },
    { accessKeyId: "other", secretAccessKey: "o", sessionToken: "t", accountId: "111122223333" },
  ];
  const service = await startService({ credentials, region: "eu-west-1" });
  const [test, other] = [credentials[0] ?? ANYBODY, credentials[1] ?? ANYBODY];
  expect(await whoIs(service, test)).toMatchObject({
    Arn: "arn:aws:iam::000000000000:user/test",
    Account: "000000000000",
    UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
  });
  // Also as clients sign for the global endpoint.
  expect(await whoIs(service, other, "us-east-1")).toMatchObject({ Arn: "arn:aws:iam::111122223333:user/other" });
});

test.each([
  ["an unknown key", { accessKeyId: "x", secretAccessKey: "test" }, "InvalidClientTokenId"],
  ["a wrong secret", { accessKeyId: "test", secretAccessKey: "x" }, "SignatureDoesNotMatch"],
  ["a superfluous token", { accessKeyId: "test", secretAccessKey: "test", sessionToken: "x" }, "InvalidClientTokenId"],
])("GetCallerIdentity rejects %s", async (_, credentials, name) => {
  const { service } = await setUp({ clock: Date.now });
  await expect(whoIs(service, credentials)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 403 } });
});

test("GetCallerIdentity rejects requests that are unsigned, signed for another service, or signed with expired credentials", async () => {
  const { service, IdentityPoolId, clock } = await setUp();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId });
  clock.advance(3_600_000);
  const body = "Action=GetCallerIdentity&Version=2011-06-15";
  const headers = {
    host: new URL(service.endpoint).host,
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
  };
  const post = async (signed: Record<string, string>) =>
    reply(await fetch(service.endpoint, { method: "POST", headers: signed, body }));
  const test = service.clientConfig().credentials;
  const issued = keysOf({ ...Credentials, SecretAccessKey: Credentials.SecretKey });
  const forSts = { signedService: "sts" };
  const { status, text: xml } = await post(await sign(service, headers, body, test, forSts));
  expect(status).toBe(200);
  expect(xml.replaceAll(/(?<=>)[^<\s]+/g, "…")).toBe(
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>…</Arn>
    <UserId>…</UserId>
    <Account>…</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>…</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
`,
  );
  for (const [signed, code] of [
    [headers, "MissingAuthenticationToken"],
    [await sign(service, headers, body, test), "SignatureDoesNotMatch"],
    [await sign(service, headers, body, issued, forSts), "ExpiredToken"],
  ] as const) {
    const { status, text, headers } = await post(signed);
    expect(status).toBe(403);
    expect(headers.get("content-type")).toBe("text/xml");
    expect(text).toMatch(
      new RegExp(
        `^<ErrorResponse xmlns="https://sts\\.amazonaws\\.com/doc/2011-06-15/">\n` +
          `  <Error>\n    <Type>Sender</Type>\n    <Code>${code}</Code>\n    <Message>[^<]+</Message>\n  </Error>\n` +
          "  <RequestId>[^<]+</RequestId>\n</ErrorResponse>\n$",
      ),
    );
  }
});

test("XML has the recorded indentation and member order, and a line break at its end", async () => {
  const { service, IdentityPoolId } = await setUp();
  const post = async (parameters: Record<string, string>) => {
    const body = new URLSearchParams({ ...parameters, Version: "2011-06-15" });
    return await (await fetch(service.endpoint, { method: "POST", body })).text();
  };
  const namesOf = (xml: string) => xml.split("\n").map((line) => line.replace(/>[^<]+<\/.*/, ">"));

  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { Token } = await ok(service, "GetOpenIdToken", { IdentityId });
  const assumed = await post({
    Action: "AssumeRoleWithWebIdentity",
    RoleArn: role("path/classic"),
    RoleSessionName: "session",
    WebIdentityToken: Token,
  });
  expect(namesOf(assumed)).toEqual([
    '<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">',
    "  <AssumeRoleWithWebIdentityResult>",
    "    <Audience>",
    "    <AssumedRoleUser>",
    "      <AssumedRoleId>",
    "      <Arn>",
    "    </AssumedRoleUser>",
    "    <Provider>",
    "    <Credentials>",
    "      <AccessKeyId>",
    "      <SecretAccessKey>",
    "      <SessionToken>",
    "      <Expiration>",
    "    </Credentials>",
    "    <SubjectFromWebIdentityToken>",
    "  </AssumeRoleWithWebIdentityResult>",
    "  <ResponseMetadata>",
    "    <RequestId>",
    "  </ResponseMetadata>",
    "</AssumeRoleWithWebIdentityResponse>",
    "",
  ]);
});

test("AssumeRoleWithWebIdentity accepts a guest's token and completes the classic flow", async () => {
  const { service, IdentityPoolId, clock } = await setUp();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { Token } = await ok(service, "GetOpenIdToken", { IdentityId });
  const now = Math.floor(clock() / 1000) * 1000;
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  const answer = await assume(service, Token, { DurationSeconds: 900, Policy });
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: IdentityId,
    Audience: IdentityPoolId,
    Provider: "cognito-identity.amazonaws.com",
    AssumedRoleUser: {
      Arn: "arn:aws:sts::123456789012:assumed-role/classic/my-session",
      AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:my-session$/),
    },
    Credentials: {
      AccessKeyId: expect.stringMatching(/^ASIA/),
      Expiration: new Date(now + 900_000),
    },
  });
  const keys = keysOf(answer.Credentials);
  expect(service.resolveAccessKey(keys.accessKeyId)).toMatchObject({
    identityId: IdentityId,
    identityPoolId: IdentityPoolId,
    authenticationType: "unauthenticated",
    roleArn: role("path/classic"),
    assumedRoleArn: answer.AssumedRoleUser?.Arn,
    flow: "classic",
    scopedDown: false,
    expiration: new Date(now + 900_000),
  });
  expect((await whoIs(service, keys)).Arn).toBe(answer.AssumedRoleUser?.Arn);
  // The credentials of a session can call the service itself, like any key of the account.
  expect((await ok(service, "DescribeIdentity", { IdentityId }, { credentials: keys })).IdentityId).toBe(IdentityId);
});

test("a developer's token determines the tags and user of the session, for an hour by default", async () => {
  const { service, IdentityPoolId, clock } = await setUp();
  const { IdentityId, Token } = await ok(service, "GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId,
    Logins: { [DEVELOPER]: "user-1" },
    PrincipalTags: { team: "blue" },
  });
  const { Credentials } = await assume(service, Token);
  expect(Credentials?.Expiration).toEqual(new Date(Math.floor(clock() / 1000) * 1000 + 3_600_000));
  expect(service.resolveAccessKey(Credentials?.AccessKeyId ?? "")).toMatchObject({
    identityId: IdentityId,
    authenticationType: "authenticated",
    authenticationProvider: `${DEVELOPER},${DEVELOPER}:${IdentityPoolId}:user-1`,
    principalTags: { team: "blue" },
  });
});

test("a role of the pool trusts only its own kind of users", async () => {
  const { service, IdentityPoolId } = await setUp();
  const guest = await ok(service, "GetId", { IdentityPoolId });
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "alice" }) };
  const alice = await ok(service, "GetId", { IdentityPoolId, Logins });
  const guestToken = (await ok(service, "GetOpenIdToken", guest)).Token;
  const aliceToken = (await ok(service, "GetOpenIdToken", { ...alice, Logins })).Token;
  const denied = {
    name: "AccessDenied",
    message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    $metadata: { httpStatusCode: 403 },
  };
  await expect(assume(service, guestToken, { RoleArn: role("user") })).rejects.toMatchObject(denied);
  await expect(assume(service, aliceToken, { RoleArn: role("guest") })).rejects.toMatchObject(denied);
  await assume(service, guestToken, { RoleArn: role("guest") });
  const { Credentials } = await assume(service, aliceToken, { RoleArn: role("user") });
  expect(service.resolveAccessKey(Credentials?.AccessKeyId ?? "")?.authenticationProvider).toBe(
    `${USER_POOL},${USER_POOL}:CognitoSignIn:alice`,
  );
});

test("the form, issuer, signature, expiration, and audience of a web identity token are checked", async () => {
  const { service, IdentityPoolId, clock } = await setUp();
  const { Token } = await ok(service, "GetOpenIdToken", await ok(service, "GetId", { IdentityPoolId }));
  const forged = await loginToken("cognito-identity.amazonaws.com", { sub: "x", aud: IdentityPoolId });
  for (const [token, message] of [
    ["garbage", /not a valid JWT/],
    [await loginToken(GOOGLE, { sub: "x" }), /No OpenIDConnect provider found in your account for https:\/\/accounts/],
    [forged, /signature/],
  ] as const) {
    const refusal = { name: "InvalidIdentityTokenException", $metadata: { httpStatusCode: 400 } };
    await expect(assume(service, token)).rejects.toMatchObject({ ...refusal, message: expect.stringMatching(message) });
  }
  clock.advance(899_000);
  await assume(service, Token, { RoleArn: role("guest") });
  clock.advance(1_000);
  const earliest = Math.floor(clock() / 1000) - 300;
  await expect(assume(service, Token)).rejects.toMatchObject({
    name: "ExpiredTokenException",
    message: expect.stringMatching(
      new RegExp(`^Token expired: current date/time ${earliest} must be before the expiration date/time \\d+$`),
    ),
  });
  clock.advance(-900_000);
  await ok(service, "DeleteIdentityPool", { IdentityPoolId });
  await expect(assume(service, Token)).rejects.toMatchObject({ message: "Incorrect token audience" });
});

const bound = (value: string, member: string, constraint: string): string =>
  `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: Member must ${constraint}`;

test.each([
  [{ DurationSeconds: 899 }, bound("'899'", "durationSeconds", "have value greater than or equal to 900")],
  [{ DurationSeconds: 43_201 }, bound("'43201'", "durationSeconds", "have value less than or equal to 43200")],
  [{ RoleSessionName: "x" }, bound("'x'", "roleSessionName", "have length greater than or equal to 2")],
  [{ RoleSessionName: "a b" }, bound("'a b'", "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]*")],
  [{ RoleSessionName: undefined }, bound("null", "roleSessionName", "not be null")],
  [{ RoleArn: "arn:aws:iam::x" }, bound("'arn:aws:iam::x'", "roleArn", "have length greater than or equal to 20")],
  [{ RoleArn: "just-the-name-of-a-role <&>" }, "just-the-name-of-a-role <&> is invalid"],
  [{ WebIdentityToken: undefined }, bound("null", "webIdentityToken", "not be null")],
])("%j is a ValidationError", async (input, message) => {
  const { service, IdentityPoolId } = await setUp();
  const { Token } = await ok(service, "GetOpenIdToken", await ok(service, "GetId", { IdentityPoolId }));
  await expect(assume(service, Token, input)).rejects.toMatchObject({ name: "ValidationError", message });
});

test.each([900, 43_200])("a session can last %i seconds", async (DurationSeconds) => {
  const { service, IdentityPoolId, clock } = await setUp();
  const { Token } = await ok(service, "GetOpenIdToken", await ok(service, "GetId", { IdentityPoolId }));
  const keys = keysOf((await assume(service, Token, { DurationSeconds })).Credentials);
  clock.advance((DurationSeconds - 1) * 1000);
  expect(service.resolveAccessKey(keys.accessKeyId)?.expired).toBe(false);
  clock.advance(1000);
  expect(service.resolveAccessKey(keys.accessKeyId)?.expired).toBe(true);
});

test("a policy must be JSON, and tags must fit into a session", async () => {
  const { service, IdentityPoolId } = await setUp();
  const { Token } = await ok(service, "GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId,
    Logins: { [DEVELOPER]: "u" },
    PrincipalTags: { one: "x".repeat(256), two: "x".repeat(256) },
  });
  await expect(assume(service, Token, { Policy: "{" })).rejects.toMatchObject({
    name: "MalformedPolicyDocumentException",
  });
  await expect(assume(service, Token)).rejects.toMatchObject({ name: "PackedPolicyTooLargeException" });
});

test.each(["", "Action=GetSessionToken&Version=2011-06-15", "Action=GetCallerIdentity&Version=1999-01-01", "%", "&&="])(
  "the form %j names no supported action",
  async (body) => {
    const { service } = await setUp();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const { status, text } = await reply(await fetch(service.endpoint, { method: "POST", headers, body }));
    expect(status).toBe(400);
    expect(text).toContain("<Code>InvalidAction</Code>");
    expect(service.requests.at(-1)).toMatchObject({ operation: undefined, status: 400, error: "InvalidAction" });
  },
);

test("requests to STS are logged with their actions' names, and faults are XML", async () => {
  const { service } = await setUp({ clock: Date.now });
  const { credentials } = service.clientConfig();
  await whoIs(service, credentials);
  expect(service.requests.at(-1)).toMatchObject({ operation: "GetCallerIdentity", signed: true, status: 200 });
  service.control.addFault({ operation: "GetCallerIdentity", error: { code: "Throttling", message: "Rate exceeded" } });
  await expect(whoIs(service, credentials)).rejects.toMatchObject({ name: "Throttling", message: "Rate exceeded" });
});

test("no form makes STS fail with status 500", async () => {
  const { service, IdentityPoolId } = await setUp();
  const { Token } = await ok(service, "GetOpenIdToken", await ok(service, "GetId", { IdentityPoolId }));
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(Token, role("x"), "900", "session"));
  const names = ["RoleArn", "RoleSessionName", "WebIdentityToken", "DurationSeconds", "Policy", "Other"];
  const form = fc.dictionary(fc.constantFrom(...names), text);
  const warnings: Error[] = [];
  const onWarning = (warning: Error): unknown => warnings.push(warning);
  process.on("warning", onWarning);
  onTestFinished(() => void process.off("warning", onWarning));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("AssumeRoleWithWebIdentity", "GetCallerIdentity"), form, async (Action, rest) => {
      const body = new URLSearchParams({ Action, Version: "2011-06-15", ...rest });
      const { status, text } = await reply(await fetch(service.endpoint, { method: "POST", body }));
      expect(status).toBeLessThan(500);
      expect(text).toMatch(/^<\w+ xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/">/);
    }),
  );
  expect(warnings).toEqual([]);
});

const xmlOf = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("text/xml");
  return response.text();
};

test.each([
  ["GET, parameters in the URL", (endpoint: string, query: string) => fetch(`${endpoint}/?${query}`)],
  ["GET with a path", (endpoint: string, query: string) => fetch(`${endpoint}/sts/?${query}`)],
  [
    "POST, parameters in the URL",
    (endpoint: string, query: string) => fetch(`${endpoint}/?${query}`, { method: "POST" }),
  ],
  [
    "POST of an empty form, parameters in the URL",
    (endpoint: string, query: string) =>
      fetch(`${endpoint}/?${query}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
  ],
  [
    "POST of a form, the action in the URL",
    (endpoint: string, query: string) =>
      fetch(`${endpoint}/?Action=AssumeRoleWithWebIdentity`, {
        method: "POST",
        body: new URLSearchParams(query.replace(/Action=\w+&/, "")),
      }),
  ],
])("STS accepts a %s", async (_, request) => {
  const { service, IdentityPoolId } = await setUp();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { Token } = await ok(service, "GetOpenIdToken", { IdentityId });
  const query = (token: string) =>
    `Action=AssumeRoleWithWebIdentity&${new URLSearchParams({
      ...{ Version: "2011-06-15", RoleArn: role("guest"), RoleSessionName: "app1", WebIdentityToken: token },
    })}`;
  const xml = await xmlOf(await request(service.endpoint, query(Token)));
  expect(xml).toContain(`<SubjectFromWebIdentityToken>${IdentityId}</SubjectFromWebIdentityToken>`);
  expect(await xmlOf(await request(service.endpoint, query("nonsense")))).toContain(
    "<Code>InvalidIdentityToken</Code>",
  );
});

describe("a presigned GetCallerIdentity", () => {
  const presign = async (
    service: CognitoIdentityService,
    signedAt: number,
    expiresIn: number,
    credentials: Credentials,
  ) => {
    const { hostname, port } = new URL(service.endpoint);
    const request = new HttpRequest({
      ...{ protocol: "http:", hostname, port: Number(port), path: "/", headers: { host: `${hostname}:${port}` } },
      query: { Action: "GetCallerIdentity", Version: "2011-06-15" },
    });
    const signer = new SignatureV4({ service: "sts", region: service.region, credentials, sha256: Sha256 });
    const { query = {} } = await signer.presign(request, { expiresIn, signingDate: new Date(signedAt) });
    return `${service.endpoint}/?${Object.entries(query)
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
      .join("&")}`;
  };

  test("identifies the caller while it is valid", async () => {
    const { service, IdentityPoolId, clock } = await setUp();
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
    const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId });
    const keys = keysOf({ ...Credentials, SecretAccessKey: Credentials.SecretKey });
    const url = await presign(service, clock(), 900, keys);
    const expected = `<Arn>arn:aws:sts::123456789012:assumed-role/guest/CognitoIdentityCredentials</Arn>`;
    expect(await xmlOf(await fetch(url))).toContain(expected);
    expect(service.requests.at(-1)).toMatchObject({ signed: true, accessKeyId: keys.accessKeyId, status: 200 });
    clock.advance(899_000);
    expect(await xmlOf(await fetch(url))).toContain(expected);
    clock.advance(2_000);
    const late = await fetch(url);
    expect(late.status).toBe(403);
    expect(await xmlOf(late)).toMatch(
      /<Code>SignatureDoesNotMatch<\/Code>\s*<Message>Signature expired: .* - 15 min\.\)/,
    );
  });

  test("is rejected if anything in it was changed, is missing, or is duplicated", async () => {
    const { service, clock } = await setUp();
    const { credentials } = service.clientConfig();
    const url = await presign(service, clock(), 900, credentials);
    expect(await xmlOf(await fetch(url))).toContain("<GetCallerIdentityResult>");
    const changed: [string, string, RegExp][] = [
      [url, `${url}&Extra=1`, /SignatureDoesNotMatch/],
      ["X-Amz-Expires=900", "X-Amz-Expires=901", /SignatureDoesNotMatch/],
      ["X-Amz-Expires=900", "X-Amz-Expires=604801", /IncompleteSignature/],
      ["X-Amz-Expires=900", "X-Amz-Expires=900&X-Amz-Expires=900", /IncompleteSignature.*X-Amz-Expires/s],
      ["X-Amz-Expires=900", "", /SignatureDoesNotMatch/],
      ["X-Amz-Expires=900", "X-Amz-Expires=", /IncompleteSignature/],
      ["X-Amz-Date=", "X-Date=", /must include (&apos;|')X-Amz-Date(&apos;|')/],
    ];
    for (const [from, to, expected] of changed) {
      expect(await xmlOf(await fetch(url.replace(from, to)))).toMatch(expected);
    }
  });

  test("without a signature is rejected as by STS", async () => {
    const { service } = await setUp();
    const response = await fetch(`${service.endpoint}/?Action=GetCallerIdentity&Version=2011-06-15`);
    expect(response.status).toBe(403);
    expect(await xmlOf(response)).toContain("<Code>MissingAuthenticationToken</Code>");
  });
});
