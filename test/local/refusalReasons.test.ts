import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { EncryptJWT } from "jose";
import { expect, test } from "vitest";
import { CognitoIdentity } from "../../src/index.js";
import { createFullPool, GOOGLE, loginToken, refused, send, startService, USER_POOL } from "./harness.js";

const INVALID = "Invalid login token. Not a valid OpenId Connect identity token.";
const WITHOUT_ALGORITHM = `${[{ typ: "JWT" }, { iss: `https://${USER_POOL}`, aud: "client1", sub: "x" }]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .join(".")}.c2lnbmF0dXJl`;

test.each([
  [
    "of another issuer",
    USER_POOL,
    () => loginToken(GOOGLE, { sub: "x" }),
    "Invalid login token. Issuer doesn't match providerName",
    `issuer is "https://${GOOGLE}", key names "${USER_POOL}"`,
  ],
  [
    "that is an access token",
    USER_POOL,
    () => loginToken(USER_POOL, { aud: undefined, token_use: "access", sub: "x" }),
    "Invalid login token. Missing a required claim: aud",
    "this is an access token; an ID token is required",
  ],
  [
    "for another client",
    USER_POOL,
    () => loginToken(USER_POOL, { aud: "other", sub: "x" }),
    "Token is not from a supported provider of this identity pool.",
    'issued for client "other", not for "client1"',
  ],
  [
    "with characters that control a terminal",
    USER_POOL,
    () => loginToken(USER_POOL, { aud: "\n\u001b[2J\u007f\u009b2J\u2028\u202e\u2066é", sub: "x" }),
    "Token is not from a supported provider of this identity pool.",
    'issued for client "\\n\\u001b[2J\\u007f\\u009b2J\\u2028\\u202e\\u2066é", not for "client1"',
  ],
  [
    "of a provider that the pool doesn't have",
    "example.com",
    () => loginToken("example.com", { sub: "x" }),
    "Token is not from a supported provider of this identity pool.",
    'the identity pool has no provider "example.com"',
  ],
  [
    "in the form of an Authorization header",
    USER_POOL,
    async () => `Bearer ${await loginToken(USER_POOL, { sub: "x" })}`,
    INVALID,
    "the token begins with “Bearer ”",
  ],
  [
    "that is encrypted, such as a session token of Auth.js",
    USER_POOL,
    () => new EncryptJWT({ sub: "x" }).setProtectedHeader({ alg: "dir", enc: "A256GCM" }).encrypt(Buffer.alloc(32)),
    INVALID,
    "the token is encrypted; an ID token is required",
  ],
  ["whose header has no algorithm", USER_POOL, () => WITHOUT_ALGORITHM, INVALID, "not a JSON Web Token"],
])("for a token %s, the response has AWS's message, and the log the reason", async (_, key, token, message, reason) => {
  const lines: unknown[] = [];
  const service = await startService({ onRequest: (record) => lines.push(record) });
  const IdentityPoolId = await createFullPool(service);
  const login = await token();
  expect((await refused(service, "GetId", { IdentityPoolId, Logins: { [key]: login } })).message).toBe(message);
  expect(service.requests.at(-1)).toMatchObject({ error: "NotAuthorizedException", reason });
  expect(lines.at(-1)).toEqual(service.requests.at(-1));
  expect(JSON.stringify(lines)).not.toContain(login);
});

test.each([
  [
    { "x-amz-target": "DynamoDB_20120810.GetItem" },
    '"DynamoDB_20120810.GetItem" is not an operation of identity pools',
  ],
  [{}, "the request has no X-Amz-Target"],
])("a request for another service is named: %j", async (headers, reason) => {
  const service = await startService();
  await fetch(service.endpoint, { method: "POST", headers, body: "{}" });
  expect(service.requests).toMatchObject([{ error: "UnknownOperationException", reason }]);
});

test("a signature for another Region is named", async () => {
  const service = await startService({ region: "us-east-1" });
  const input = { MaxResults: 1 };
  const { body, text } = await send(service, "ListIdentityPools", input, { signedRegion: "eu-west-1" });
  expect(body.message).toBe("Credential should be scoped to a valid region.");
  expect(text).not.toContain("eu-west-1");
  expect(service.requests.at(-1)?.reason).toBe('signed for "eu-west-1", but the Region of this service is us-east-1');
});

test("a reverse proxy that changes the host is named, and one that forwards it works", async (context) => {
  const service = await startService();
  const target = new URL(service.endpoint);
  const responses = await Promise.all(
    [{ host: target.host }, {}].map(async (changed) => {
      const proxy = createServer((incoming, outgoing) => {
        const { method, url: path, headers } = incoming;
        const forwarded = request(target, { method, path, headers: { ...headers, ...changed } }, (response) => {
          outgoing.writeHead(response.statusCode ?? 500, response.headers);
          response.pipe(outgoing);
        });
        incoming.pipe(forwarded);
      });
      context.onTestFinished(() => void proxy.close());
      await once(proxy.listen(0, "127.0.0.1"), "listening");
      const { port } = proxy.address() as AddressInfo;
      const client = new CognitoIdentity({ ...service.clientConfig(), endpoint: `http://127.0.0.1:${port}` });
      return await client.listIdentityPools({ MaxResults: 1 }).catch((error: Error) => error);
    }),
  );
  expect(responses[0]).toMatchObject({ name: "InvalidSignatureException" });
  expect(responses[1]).toMatchObject({ IdentityPools: [] });
  expect(service.requests.find(({ status }) => status !== 200)?.reason).toBe(
    `the secret key differs, or a proxy changed the request, which arrived as POST "/" with host "${target.host}"`,
  );
});

test.each([
  ["AWS4-ECDSA-P256-SHA256 Credential=a/20260101/cognito-identity/aws4_request", "AWS4-ECDSA-P256-SHA256"],
  ["Bearer abc", "Bearer"],
  ["a-token-without-a-scheme", "another algorithm"],
])("a request that is not signed with SigV4 is refused with the name of its algorithm: %s", async (header, name) => {
  const service = await startService();
  const headers = { "x-amz-target": "AWSCognitoIdentityService.ListIdentityPools" };
  const reason = `signed with ${name}, but only AWS4-HMAC-SHA256 is supported`;
  const inHeader = { ...headers, authorization: header };
  await fetch(service.endpoint, { method: "POST", headers: inHeader, body: "{}" });
  expect(service.requests.at(-1)).toMatchObject({ error: "IncompleteSignatureException", reason });
  const query = `?X-Amz-Algorithm=${header.split(" ")[0]}`;
  await fetch(`${service.endpoint}/${query}`, { method: "POST", headers, body: "{}" });
  expect(service.requests.at(-1)).toMatchObject({ error: "MissingAuthenticationTokenException", reason });
});
