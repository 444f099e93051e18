import { createHash, createHmac } from "node:crypto";
import { request } from "node:http";
import { expect, test } from "vitest";
import type { CognitoIdentityService } from "../../src/local/index.js";
import { canonicalRequest, signature, stringToSign } from "../../src/local/routes/authentication/sigv4.js";
import { createPool, manualClock, ok, refused, reply, role, send, sign, startService } from "./harness.js";

const INPUT = { MaxResults: 1 };
const WRONG =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

test("the published example of the specification is reproduced", () => {
  const scope = { date: "20150830", region: "us-east-1", service: "iam", terminator: "aws4_request" };
  const headers = new Map([
    ["content-type", ["application/x-www-form-urlencoded; charset=utf-8"]],
    ["host", ["iam.amazonaws.com"]],
    ["x-amz-date", ["20150830T123600Z"]],
  ]);
  const example = {
    method: "GET",
    path: "/",
    query: "Action=ListUsers&Version=2010-05-08",
    headers,
    body: Buffer.of(),
  };
  const canonical = canonicalRequest(example, [...headers.keys()]);
  const toSign = stringToSign(canonical, "20150830T123600Z", scope);
  expect(signature(toSign, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", scope).toString("hex")).toBe(
    "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  );
});

test("a correctly signed request is accepted", async () => {
  const service = await startService();
  expect(await ok(service, "ListIdentityPools", INPUT)).toEqual({ IdentityPools: [] });
});

test("an unsigned request is rejected with the bytes of the real service", async () => {
  const service = await startService();
  const { status, text } = await send(service, "ListIdentityPools", INPUT, { credentials: null });
  expect(status).toBe(400);
  expect(text).toBe('{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}');
  expect(text.length).toBe(89);
});

test("a wrong secret is rejected", async () => {
  const service = await startService();
  const credentials = { accessKeyId: "test", secretAccessKey: "Test" };
  expect(await refused(service, "ListIdentityPools", INPUT, { credentials })).toEqual({
    code: "InvalidSignatureException",
    message: WRONG,
  });
});

test.each([
  ["unknown access key", { accessKeyId: "nobody", secretAccessKey: "test" }],
  ["session token that was never issued", { accessKeyId: "test", secretAccessKey: "test", sessionToken: "x" }],
  ["missing session token", { accessKeyId: "session", secretAccessKey: "secret" }],
  ["wrong session token", { accessKeyId: "session", secretAccessKey: "secret", sessionToken: "wrong" }],
])("an %s is rejected", async (_, credentials) => {
  const known = { accessKeyId: "session", secretAccessKey: "secret", sessionToken: "token" };
  const service = await startService({ credentials: [{ accessKeyId: "test", secretAccessKey: "test" }, known] });
  await ok(service, "ListIdentityPools", INPUT, { credentials: known });
  expect(await refused(service, "ListIdentityPools", INPUT, { credentials })).toEqual({
    code: "UnrecognizedClientException",
    message: "The security token included in the request is invalid.",
  });
});

test.each([
  ["region", { signedRegion: "eu-west-1" }, "Credential should be scoped to a valid region."],
  ["service", { signedService: "sts" }, "Credential should be scoped to correct service: 'cognito-identity'."],
])("a signature for another %s is rejected", async (_, options, message) => {
  const service = await startService();
  expect(await refused(service, "ListIdentityPools", INPUT, options)).toEqual({
    code: "InvalidSignatureException",
    message,
  });
});

test("a signature can be up to five minutes off", async () => {
  const now = Date.parse("2015-01-01T00:10:00Z");
  const service = await startService({ clock: manualClock(now) });
  const at = (seconds: number) => ({ signedAt: now + seconds * 1000 });
  await ok(service, "ListIdentityPools", INPUT, at(-300));
  await ok(service, "ListIdentityPools", INPUT, at(300));
  expect(await refused(service, "ListIdentityPools", INPUT, at(-301))).toEqual({
    code: "InvalidSignatureException",
    message: "Signature expired: 20150101T000459Z is now earlier than 20150101T000500Z (20150101T001000Z - 5 min.)",
  });
  expect(await refused(service, "ListIdentityPools", INPUT, at(301))).toEqual({
    code: "InvalidSignatureException",
    message:
      "Signature not yet current: 20150101T001501Z is still later than 20150101T001500Z (20150101T001000Z + 5 min.)",
  });
});

/** Signs a valid request, changes it, and sends it unmodified. */
async function sendSpoiled(
  service: CognitoIdentityService,
  spoil: (request: { headers: Record<string, string>; body: string; path: string }) => void,
): Promise<{ code: string; message: string }> {
  const good = {
    body: JSON.stringify(INPUT),
    path: "/",
    headers: await sign(
      service,
      {
        host: new URL(service.endpoint).host,
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityService.ListIdentityPools",
      },
      JSON.stringify(INPUT),
      service.clientConfig().credentials,
    ),
  };
  spoil(good);
  const { status, body } = await raw(service, good);
  expect(status).toBe(400);
  return { code: body.__type, message: body.message };
}

/** `fetch` can't send a custom date or host. */
function raw(
  service: CognitoIdentityService,
  { headers, body, path }: { headers: Record<string, string>; body: string; path: string },
) {
  return new Promise<Awaited<ReturnType<typeof reply>>>((resolve, reject) => {
    const outgoing = request(service.endpoint + path, { method: "POST", headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const init = { status: response.statusCode ?? 0, headers: response.headers as Record<string, string> };
      resolve(reply(new Response(Buffer.concat(chunks), init)));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

test.each([
  [
    "body",
    (request: { body: string }) => {
      request.body = '{"MaxResults":60}';
    },
  ],
  [
    "signed header",
    (request: { headers: Record<string, string> }) => {
      request.headers["content-type"] = "application/json";
    },
  ],
  [
    "target",
    (request: { headers: Record<string, string> }) => {
      request.headers["x-amz-target"] = "AWSCognitoIdentityService.ListIdentities";
    },
  ],
  [
    "query",
    (request: { path: string }) => {
      request.path = "/?a=b";
    },
  ],
  [
    "host",
    (request: { headers: Record<string, string> }) => {
      request.headers.host = "example.com";
    },
  ],
  [
    "time",
    (request: { headers: Record<string, string> }) => {
      request.headers["x-amz-date"] =
        request.headers["x-amz-date"]?.replace(/\dZ$/, (end) => (end === "0Z" ? "1Z" : "0Z")) ?? "";
    },
  ],
  [
    "signature",
    (request: { headers: Record<string, string> }) => {
      request.headers.authorization =
        request.headers.authorization?.replace(/.$/, (end) => (end === "0" ? "1" : "0")) ?? "";
    },
  ],
  [
    "signature's length",
    (request: { headers: Record<string, string> }) => {
      request.headers.authorization = request.headers.authorization?.slice(0, -2) ?? "";
    },
  ],
])("a changed %s invalidates the signature", async (_, spoil) => {
  const service = await startService();
  expect(await sendSpoiled(service, spoil)).toEqual({ code: "InvalidSignatureException", message: WRONG });
});

const SCHEME = "AWS4-HMAC-SHA256";
test.each([
  [
    "of another scheme",
    "Bearer token",
    "IncompleteSignatureException",
    /'Credential' parameter.*'Signature' parameter.*'SignedHeaders'/,
  ],
  [
    "without signature",
    `${SCHEME} Credential=test/20200101/us-east-1/cognito-identity/aws4_request, SignedHeaders=host`,
    "IncompleteSignatureException",
    /^Authorization header requires 'Signature' parameter.$/,
  ],
  [
    "with too few parts in the credential",
    `${SCHEME} Credential=test/20200101, SignedHeaders=host, Signature=x`,
    "IncompleteSignatureException",
    /^Credential must have exactly 5/,
  ],
  [
    "with too many parts in the credential",
    `${SCHEME} Credential=a/b/c/d/e/f, SignedHeaders=host, Signature=x`,
    "IncompleteSignatureException",
    /^Credential must have exactly 5/,
  ],
  [
    "of another terminator",
    `${SCHEME} Credential=test/20200101/us-east-1/cognito-identity/aws5, SignedHeaders=host, Signature=x`,
    "InvalidSignatureException",
    /terminator/,
  ],
  [
    "of another day",
    `${SCHEME} Credential=test/20200101/us-east-1/cognito-identity/aws4_request, SignedHeaders=host, Signature=x`,
    "InvalidSignatureException",
    /^Date in Credential scope/,
  ],
  ["that is empty", " ", "MissingAuthenticationTokenException", /^Missing Authentication Token$/],
])("an Authorization header %s is rejected", async (_, authorization, code, message) => {
  const service = await startService();
  const fault = await sendSpoiled(service, ({ headers }) => {
    headers.authorization = authorization;
  });
  expect(fault).toEqual({ code, message: expect.stringMatching(message) });
});

test("a signature that doesn't include the host is rejected", async () => {
  const service = await startService();
  const fault = await sendSpoiled(service, ({ headers }) => {
    headers.authorization = headers.authorization?.replace("host;", "") ?? "";
  });
  expect(fault.message).toBe("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
});

test.each([
  ["unsorted", ["x-amz-date", "host"], {}],
  ["named twice", ["host", "host", "x-amz-date"], {}],
  ["in capitals", ["Host", "host", "x-amz-date"], { Host: "" }],
  ["that are not in the request", ["host", "x-amz-content-sha256", "x-amz-date"], {}],
])("signed headers %s are rejected, even if the signature is correct for them", async (_, names, extra) => {
  const service = await startService();
  const dateTime = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const scope = {
    date: dateTime.slice(0, 8),
    region: "us-east-1",
    service: "cognito-identity",
    terminator: "aws4_request",
  };
  const headers: Record<string, string> = { host: new URL(service.endpoint).host, "x-amz-date": dateTime };
  const body = JSON.stringify(INPUT);
  const signed = {
    method: "POST",
    path: "/",
    query: "",
    headers: new Map(Object.entries({ ...headers, ...extra }).map(([name, value]) => [name, [value]])),
    body: Buffer.from(body),
  };
  const send = (signedHeaders: string[]) => {
    const value = signature(stringToSign(canonicalRequest(signed, signedHeaders), dateTime, scope), "test", scope);
    const authorization = `${SCHEME} Credential=test/${Object.values(scope).join("/")}, SignedHeaders=${signedHeaders.join(";")}, Signature=${value.toString("hex")}`;
    const target = "AWSCognitoIdentityService.ListIdentityPools";
    return raw(service, { headers: { ...headers, authorization, "x-amz-target": target }, body, path: "/" });
  };
  expect((await send(["host", "x-amz-date"])).status).toBe(200);
  expect((await send(names)).body).toEqual({ __type: "InvalidSignatureException", message: WRONG });
});

test.each([", Signature", ",", ", x", ",,"])(
  "a part of the Authorization header that isn't a pair is rejected: %j",
  async (part) => {
    const service = await startService();
    const fault = await sendSpoiled(service, ({ headers }) => {
      headers.authorization += part;
    });
    expect(fault.code).toBe("IncompleteSignatureException");
  },
);

test.each(["Credential", "SignedHeaders", "Signature"])("a second %s is rejected", async (name) => {
  const service = await startService();
  const fault = await sendSpoiled(service, ({ headers }) => {
    headers.authorization += `, ${name}=other`;
  });
  expect(fault).toEqual({
    code: "IncompleteSignatureException",
    message: `Authorization header has more than one '${name}' parameter.`,
  });
});

test.each([
  ["without a date", undefined],
  ["with an invalid date", "yesterday"],
  ["with an impossible date", "20201399T999999Z"],
])("a request %s is rejected", async (_, date) => {
  const service = await startService();
  const fault = await sendSpoiled(service, ({ headers }) => {
    delete headers["x-amz-date"];
    if (date !== undefined) headers["x-amz-date"] = date;
  });
  expect(fault.code).toBe("IncompleteSignatureException");
});

test("credentials from the service can sign requests to it, until they expire", async () => {
  const clock = manualClock();
  const service = await startService({ clock });
  const IdentityPoolId = await createPool(service);
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { unauthenticated: role("guest") } });
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId });
  const credentials = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretKey,
    sessionToken: Credentials.SessionToken,
  };
  expect((await ok(service, "ListIdentityPools", INPUT, { credentials })).IdentityPools).toHaveLength(1);
  const { sessionToken: _, ...withoutToken } = credentials;
  const fault = await refused(service, "ListIdentityPools", INPUT, { credentials: withoutToken });
  expect(fault.code).toBe("UnrecognizedClientException");
  clock.advance(3_600_000);
  expect(await refused(service, "ListIdentityPools", INPUT, { credentials })).toEqual({
    code: "ExpiredTokenException",
    message: "The security token included in the request is expired",
  });
});

test("public operations ignore signatures", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  await ok(service, "GetId", { IdentityPoolId }, { credentials: { accessKeyId: "nobody", secretAccessKey: "wrong" } });
});

test("checks run in this order: authentication, form, constraints, so that a rejected caller learns nothing about the body", async () => {
  const service = await startService();
  const code = async (input: unknown, credentials?: null) =>
    (await refused(service, "DescribeIdentityPool", input, credentials === null ? { credentials } : {})).code;
  expect(await code("not json", null)).toBe("MissingAuthenticationTokenException");
  expect(await code("not json")).toBe("SerializationException");
  expect(await code({ IdentityPoolId: [] })).toBe("SerializationException");
  expect(await code({ IdentityPoolId: "x" })).toBe("ValidationException");
  expect(await code({ IdentityPoolId: "us-east-1:0" })).toBe("ResourceNotFoundException");
});

test("a signature in the URL needs no expiry, and is then valid for five minutes", async () => {
  // As `aws4` signs with `signQuery: true`. Signed here by the steps of the specification, because this client's signer adds an expiry.
  const clock = manualClock(Date.UTC(2026, 0, 1));
  const service = await startService({ clock });
  const { host } = new URL(service.endpoint);
  const target = "AWSCognitoIdentityService.ListIdentityPools";
  const body = '{"MaxResults":1}';
  const [scope, signedHeaders] = ["20260101/us-east-1/cognito-identity/aws4_request", "host;x-amz-target"];
  const query =
    `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(`test/${scope}`)}` +
    `&X-Amz-Date=20260101T000000Z&X-Amz-SignedHeaders=${encodeURIComponent(signedHeaders)}`;
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
  const canonical = ["POST", "/", query, `host:${host}`, `x-amz-target:${target}`, "", signedHeaders, sha256(body)];
  const toSign = ["AWS4-HMAC-SHA256", "20260101T000000Z", scope, sha256(canonical.join("\n"))].join("\n");
  const keys = [...scope.split("/"), toSign];
  const bytes = keys.reduce<Buffer>(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    Buffer.from("AWS4test"),
  );
  const call = async () => {
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
    const url = `${service.endpoint}/?${query}&X-Amz-Signature=${bytes.toString("hex")}`;
    return (await fetch(url, { method: "POST", headers, body })).json();
  };
  expect(await call()).toEqual({ IdentityPools: [] });
  clock.advance(300_000);
  expect(await call()).toEqual({ IdentityPools: [] });
  clock.advance(1_000);
  expect(await call()).toMatchObject({
    __type: "InvalidSignatureException",
    message: expect.stringMatching(/^Signature expired/),
  });
});
