import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { SignJWT } from "jose";
import { constraints } from "../../src/generated/constraints.js";
import type { CognitoIdentityService } from "../../src/local/index.js";
import { type Figures, pick, type Stage } from "./Stage.js";

// Attacks on the built local service. Each stage counts its attempts, and reports every response that the service should not have sent.

const { startCognitoIdentity } = createRequire(import.meta.url)(
  "../../dist/local/index.cjs",
) as typeof import("../../src/local/index.js");

const REQUESTS = 20_000;
const SIGNATURES = 3_000;
const TOKENS = 5_000;
const ASSERTIONS = 2_000;
const CONTROLS = 3_000;
const PARALLEL = 20;
const PATIENCE_MS = 1_000;
const SECRET = "stress-secret-that-no-response-may-hold";
const OPENID = "login.example.com";
const SAML = "arn:aws:iam::123456789012:saml-provider/Example";

export const localServiceStages: readonly Stage[] = [
  { name: "random requests", run: randomRequests },
  { name: "signatures", run: signatures },
  { name: "login tokens", run: loginTokens },
  { name: "SAML assertions", run: samlAssertions },
  { name: "control", run: control },
];

/** Requests with arbitrary bytes: none may cause a server error or stop the service. */
async function randomRequests(random: () => number): Promise<Figures> {
  const warnings: string[] = [];
  const listen = (warning: Error): void => void warnings.push(`warning: ${warning.message}`);
  process.on("warning", listen);
  await using service = await startCognitoIdentity({ credentials: [{ accessKeyId: "AKIA", secretAccessKey: SECRET }] });
  const failures: string[] = [];
  let responses = 0;
  await times(REQUESTS, async () => {
    const bytes = randomRequest(random);
    const response = await exchange(service, bytes);
    responses += response === "" ? 0 : 1;
    if (/^HTTP\/1\.1 5/m.test(response) || response.includes(SECRET)) {
      failures.push(`${JSON.stringify(bytes.toString("latin1").slice(0, 300))} → ${response.slice(0, 300)}`);
    }
  });
  const { status } = await fetch(`${service.endpoint}/.well-known/jwks_uri`);
  if (status !== 200) {
    failures.push("the service no longer responds correctly");
  }
  process.off("warning", listen);
  return { counts: { requests: REQUESTS, responses }, failures: [...failures, ...warnings] };
}

const OPERATIONS = Object.keys(constraints.operations) as [string, ...string[]];
const MEMBERS = Object.keys(constraints.shapes).flatMap((name) =>
  Object.keys(constraints.shapes[name]?.members ?? {}),
) as [string, ...string[]];
const SCALARS = [
  "null",
  "true",
  "-1",
  "1e999",
  "60",
  '""',
  '"us-east-1:0"',
  '"\\u0000"',
  '"\\ud800"',
  "{}",
  "[]",
  "{",
  '"',
] as const;

function randomRequest(random: () => number): Buffer {
  const value = (depth: number): string => {
    const kind = random();
    if (depth > 3 || kind < 0.6) return pick(random, SCALARS);
    const items = Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1));
    return kind < 0.8
      ? `[${items.join()}]`
      : `{${items.map((item) => `"${pick(random, [...MEMBERS, "__proto__", "constructor"])}":${item}`).join()}}`;
  };
  const body =
    random() < 0.9 ? value(0) : "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&WebIdentityToken=..&RoleArn=x";
  const lines = [
    `${pick(random, ["POST", "POST", "POST", "GET", "OPTIONS", "PUT", "x"])} ${pick(random, ["/", "//", "/a/../b", "/_control", "/%zz?%", "*"])} HTTP/1.1`,
    "Host: localhost",
    "Connection: close",
    `X-Amz-Target: AWSCognitoIdentityService.${pick(random, [...OPERATIONS, "__proto__", "x".repeat(5_000)])}`,
    `Content-Length: ${random() < 0.97 ? Buffer.byteLength(body) : Math.floor(random() * 10)}`,
    ...(random() < 0.5
      ? [
          `Authorization: ${pick(random, ["", "Bearer x", "AWS4-HMAC-SHA256 ", `AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/cognito-identity/aws4_request, SignedHeaders=${pick(random, ["host", "host;host", "", ";", "__proto__"])}, Signature=${pick(random, ["0", "f".repeat(64)])}`])}`,
        ]
      : []),
    ...(random() < 0.3
      ? [`Content-Type: ${pick(random, ["application/x-www-form-urlencoded", "application/json", "\x01"])}`]
      : []),
    ...(random() < 0.2 ? [`X-Amz-Date: ${pick(random, ["20260101T000000Z", "99999999T999999Z", "x"])}`] : []),
    ...(random() < 0.2 ? [`Origin: ${pick(random, ["null", "https://evil.example", "x"])}`] : []),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

/** A correctly signed request with one changed character in the signed part must be rejected. */
async function signatures(random: () => number): Promise<Figures> {
  await using service = await startCognitoIdentity();
  const failures: string[] = [];
  const { host, hostname, port } = new URL(service.endpoint);
  const body = '{"MaxResults":60}';
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const signer = new SignatureV4({ service: "cognito-identity", region: service.region, credentials, sha256: Sha256 });
  const request = new HttpRequest({
    method: "POST",
    protocol: "http:",
    hostname,
    port: Number(port),
    path: "/",
    body,
    headers: {
      host,
      "x-amz-target": "AWSCognitoIdentityService.ListIdentityPools",
      "content-type": "application/x-amz-json-1.1",
    },
  });
  const { headers } = await signer.sign(request);
  const status = async (sent: Record<string, string>, text: string): Promise<number> => {
    const lines = Object.entries({ ...sent, connection: "close", "content-length": String(Buffer.byteLength(text)) });
    const head = lines.map(([name, value]) => `${name}: ${value}`).join("\r\n");
    const response = await exchange(service, Buffer.from(`POST / HTTP/1.1\r\n${head}\r\n\r\n${text}`));
    return Number(/^HTTP\/1\.1 (\d+)/.exec(response)?.[1]);
  };
  if ((await status(headers, body)) !== 200) failures.push("the valid signature is rejected");
  await times(SIGNATURES, async () => {
    const name = pick(random, ["host", "x-amz-target", "content-type", "x-amz-date", "authorization", "body"]);
    const text = name === "body" ? body : (headers[name] ?? "");
    const changed = mutated(random, text);
    const sent = name === "body" ? await status(headers, changed) : await status({ ...headers, [name]: changed }, body);
    // Whitespace around values is not significant, nor is the order of the header's parameters.
    if (sent === 200 && changed.replace(/\s+/g, "") !== text.replace(/\s+/g, "")) failures.push(`${name}: ${changed}`);
  });
  return { counts: { "changed signatures": SIGNATURES }, failures };
}

/** Correctly signed tokens with claims of wrong JSON types must never result in an identity or status 500. */
async function loginTokens(random: () => number): Promise<Figures> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  const jwks = { keys: [{ kty: "RSA", n, e }] };
  await using service = await startCognitoIdentity({
    loginProviders: { [OPENID]: { jwks, clientIds: ["client"] } },
    seed: SEED,
  });
  const failures: string[] = [];
  const good: Record<string, unknown> = { iss: `https://${OPENID}`, aud: "client", sub: "alice", exp: 4_102_444_800 };
  const statusOf = async (claims: object): Promise<number> => {
    const token = await new SignJWT({ ...claims }).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
    return (await getId(service, OPENID, token)).status;
  };
  if ((await statusOf(good)) !== 200) failures.push("the valid token is rejected");
  const odd = (depth = 0): unknown =>
    pick<() => unknown>(random, [
      () => null,
      () => 0,
      () => true,
      () => "",
      () => "x",
      () => [],
      () => ({}),
      () => ({ toString: "client" }),
      () => ["client", 1],
      () => [["client"]],
      () => ({ toString: null, valueOf: null }),
      () => -1e308,
      () => (depth < 3 ? [odd(depth + 1)] : []),
      () => (depth < 3 ? { client: odd(depth + 1) } : {}),
    ])();
  await times(TOKENS, async () => {
    const name = pick(random, ["iss", "aud", "sub", "exp", "azp"]);
    const claims = { ...good, [name]: odd() };
    const status = await statusOf(claims);
    // Any string can identify a user.
    const isRight = name === "sub" && claims.sub === "x";
    if (status !== (isRight ? 200 : 400)) failures.push(`${status}: ${JSON.stringify(claims)}`);
  });
  return { counts: { "tokens with odd claims": TOKENS }, failures };
}

/** A signed response with parts changed, duplicated, moved, or removed must be rejected, or still identify the same user. */
async function samlAssertions(random: () => number): Promise<Figures> {
  await using service = await startCognitoIdentity({ verifyLogins: true, seed: SEED });
  const failures: string[] = [];
  const good = Buffer.from(await service.loginToken({ provider: SAML, subject: "alice" }), "base64").toString();
  const login = (document: string) => getId(service, SAML, Buffer.from(document).toString("base64"));
  const alice = (await login(good)).body;
  const elements = [
    ...good.matchAll(
      /<([\w:]+)[^>]*>[^<]*<\/\1>|<(saml:(?:Assertion|Subject|Conditions)|ds:(?:Signature|SignedInfo|Reference))[ >].*<\/\2>/gs,
    ),
  ].map(([element]) => element) as [string, ...string[]];
  let taken = 0;
  await times(ASSERTIONS, async () => {
    let document = good;
    for (let change = 0; change <= random() * 2; change++) {
      const [one, other] = [pick(random, elements), pick(random, elements)];
      const forged = one.replace("alice", "admin");
      document = pick<() => string>(random, [
        () => document.replace(one, ""),
        () => document.replace(one, one + forged),
        () => document.replace(one, forged + one),
        () => document.replace(one, forged),
        () => document.replace(one, other),
        () => document.replace(other, other + forged),
        () =>
          document.replace(
            ">alice<",
            `>${pick(random, ["admin", "alice<!---->", "<!---->alice", "al<x/>ice", "&#97;lice"])}<`,
          ),
        () => mutated(random, document),
      ])();
    }
    const { status, body } = await login(document);
    if (status === 200) taken++;
    if (status >= 500 || (status === 200 && body !== alice)) failures.push(`${status}: ${document}`);
  });
  return { counts: { "changed assertions": ASSERTIONS, "of them still alice's": taken }, failures };
}

/** Every control route, without the token, or with the token and signs of a foreign origin, must never take effect. */
async function control(random: () => number): Promise<Figures> {
  await using service = await startCognitoIdentity({ control: true, seed: SEED });
  const failures: string[] = [];
  const token = `Authorization: Bearer ${service.controlToken}`;
  await times(CONTROLS, async () => {
    const foreign = pick(random, [
      "X-Forwarded-For: 1.2.3.4",
      "Forwarded: for=1.2.3.4",
      "Via: 1.1 x",
      "Origin: https://evil.example",
      "Origin: null",
      "Sec-Fetch-Site: cross-site",
      "X-Real-IP: 1.2.3.4",
    ]);
    const wrong = pick(random, [
      "",
      "Authorization: Bearer x",
      `Authorization: Basic ${service.controlToken}`,
      `Cookie: token=${service.controlToken}`,
      `${token}x`,
    ]);
    const fillers = Array.from({ length: Math.floor(random() * 2_500) }, () => "a: ");
    const credentials = random() < 0.5 ? [...fillers, token, foreign] : [...fillers, wrong].filter(Boolean);
    const line = `${pick(random, ["GET", "POST", "DELETE", "OPTIONS"])} ${pick(random, ["/_control", "/_control/time", "/_control/faults", "/_control/reset", "/_control/login-token", "/_control/overview"])} HTTP/1.1`;
    const head = [line, "Host: localhost", "Connection: close", ...credentials, "Content-Length: 2"].join("\r\n");
    const response = await exchange(service, Buffer.from(`${head}\r\n\r\n{}`));
    if (!/^HTTP\/1\.1 (?:401|403|431) /.test(response))
      failures.push(`${line}, ${credentials.slice(-2).join(", ")} → ${response.slice(0, 100)}`);
  });
  const snapshot = await service.snapshot();
  if (snapshot.pools.length !== 1 || service.control.faults().length !== 0) failures.push("the state has changed");
  return { counts: { "rejected control requests": CONTROLS }, failures };
}

const POOL = "us-east-1:00000000-0000-4000-8000-000000000000";
const SEED = {
  pools: [
    {
      IdentityPoolId: POOL,
      IdentityPoolName: "stress",
      AllowUnauthenticatedIdentities: false,
      OpenIdConnectProviderARNs: [`arn:aws:iam::123456789012:oidc-provider/${OPENID}`],
      SamlProviderARNs: [SAML],
    },
  ],
};

async function getId(
  service: CognitoIdentityService,
  provider: string,
  token: string,
): Promise<{ status: number; body: string }> {
  const response = await fetch(service.endpoint, {
    method: "POST",
    headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" },
    body: JSON.stringify({ IdentityPoolId: POOL, Logins: { [provider]: token } }),
  });
  return { status: response.status, body: await response.text() };
}

/** Replaces, removes, or duplicates one character. */
function mutated(random: () => number, text: string): string {
  const at = Math.floor(random() * text.length);
  const middle = pick(random, ["", "0", "A", "é", (text[at] ?? "") + (text[at] ?? "")]);
  const changed = text.slice(0, at) + middle + text.slice(at + 1);
  return changed === text ? `${text}x` : changed;
}

/** Runs several attempts at the same time, so that the service has concurrent requests. */
async function times(count: number, attack: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await attack();
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

/** Sends bytes, and returns everything received until the connection ends. */
function exchange({ endpoint }: CognitoIdentityService, bytes: Uint8Array): Promise<string> {
  const { port, hostname } = new URL(endpoint);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    socket.on("data", (chunk) => chunks.push(chunk));
    // A closed connection is also a response.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
    // The service waits for the rest of an incomplete request.
    socket.setTimeout(PATIENCE_MS, () => socket.end());
    socket.write(bytes);
  });
}
