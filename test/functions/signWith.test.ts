import { SignatureV4 } from "@smithy/signature-v4";
import type { HttpRequest, HttpResponse } from "@smithy/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import { signWith } from "../../src/functions/index.js";
import type { Sign } from "../../src/runtime/auth/createSign.js";
import { sha256OfText } from "../../src/runtime/platform/sha256.browser.js";
import { Sha256 } from "../../src/runtime/platform/sha256.js";

const SERVICE = "cognito-identity";
const credentials = { accessKeyId: "AKIDEXAMPLE000000001", secretAccessKey: "secretsecretsecretsecret" };
const HOUR_MS = 3_600_000;

const requestTo = (path = "/", body = "{}", headers: Record<string, string> = {}): HttpRequest => ({
  method: "POST",
  protocol: "https:",
  hostname: "h.example",
  path,
  query: {},
  headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "A.B", ...headers },
  body,
});
const response = (headers: Record<string, string> = {}): { response: HttpResponse } => ({
  response: { statusCode: 200, headers },
});

/** The request as it is sent, and what must be masked. */
async function signed(sign: Sign, request: HttpRequest, headers?: Record<string, string>) {
  let sent: HttpRequest | undefined;
  let secrets: readonly string[] = [];
  await sign(request, async (signedRequest, values) => {
    [sent, secrets] = [signedRequest, values];
    return response(headers);
  });
  return { ...(sent as HttpRequest), secrets };
}

/** The difference between the time of a signature and the device's time. */
const offsetOf = ({ headers }: HttpRequest): number =>
  Date.parse(String(headers["x-amz-date"]).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/, "$1-$2-$3T$4:$5:")) -
  Date.now();

/** A margin for a busy machine. */
const MINUTES_MS = 1_200_000;

test("Any request is signed as by Smithy's signer", async () => {
  const word = fc.stringMatching(/^[A-Za-z0-9/+=]{1,20}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        accessKeyId: fc.stringMatching(/^[A-Z0-9]{1,20}$/),
        secretAccessKey: fc.string({ minLength: 1 }),
        sessionToken: fc.option(word, { nil: undefined }),
      }),
      fc.constantFrom("eu-west-1", "cn-north-1", "us-gov-west-1"),
      fc.constantFrom("/", "/base/path/", "/a%20b/%C3%BC/", "//twice//", "/(a)*'!/"),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("app/1.0", " two  spaces ", "a\tb"),
      fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
      async ({ sessionToken, ...keys }, region, path, text, userAgent, port) => {
        const identity = sessionToken === undefined ? keys : { ...keys, sessionToken };
        const request = {
          ...requestTo(path, text, { "user-agent": "of/the-browser", "x-amz-user-agent": userAgent }),
          ...(port !== undefined && { port }),
        };
        const { secrets, ...ours } = await signed(signWith(identity)(region, SERVICE), structuredClone(request));
        const signer = new SignatureV4({ credentials: identity, region, service: SERVICE, sha256: Sha256 });
        const { headers } = ours;
        const { host, "x-amz-date": date } = headers;
        const signingDate = String(date).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/, "$1-$2-$3T$4:$5:");
        const theirs = await signer.sign(
          { ...request, headers: { ...request.headers, host: String(host) } },
          { signingDate },
        );
        expect(host).toBe(port === undefined ? "h.example" : `h.example:${port}`);
        expect(headers).toEqual(theirs.headers);
        expect(secrets).toEqual(expect.arrayContaining(Object.values(identity)));
        expect(ours).toMatchObject({ method: "POST", path, body: text });
      },
    ),
    { numRuns: 80 },
  );
});

test("The hash for browsers equals that of Node.js, with strings and bytes as the key", async () => {
  const { sha256OfText: ofNode } = await import("../../src/runtime/platform/sha256.js");
  for (const [text, key] of [
    ["Zürich ☃"],
    ["a", "ключ"],
    ["a", Uint8Array.of(0, 255)],
    ["", "k".repeat(65)],
  ] as const) {
    expect(Buffer.from(sha256OfText(text, key))).toEqual(Buffer.from(ofNode(text, key)));
  }
});

test("The first signature doesn't change a request that is sent twice", async () => {
  const request = requestTo();
  await signed(signWith(credentials)("eu-west-1", SERVICE), request);
  expect(request).toEqual(requestTo());
});

test("The clock offset is measured from responses, except cached ones, and kept for the next request", async () => {
  const sign = signWith(credentials)("eu-west-1", SERVICE);
  const date = new Date(Date.now() + HOUR_MS).toUTCString();
  expect(Math.abs(offsetOf(await signed(sign, requestTo(), { date, age: "1" })))).toBeLessThan(MINUTES_MS);
  expect(Math.abs(offsetOf(await signed(sign, requestTo(), { date })))).toBeLessThan(MINUTES_MS);
  expect(Math.abs(offsetOf(await signed(sign, requestTo())) - HOUR_MS)).toBeLessThan(MINUTES_MS);
});

test.each([
  ["in the header", { $response: response({ date: new Date(Date.now() + HOUR_MS).toUTCString() }).response }],
  ["in the error", { ServerTime: new Date(Date.now() + HOUR_MS).toISOString(), $response: response().response }],
])("An error with another time %s marks the request as retryable", async (_, properties) => {
  const sign = signWith(credentials)("eu-west-1", SERVICE);
  const error = Object.assign(new Error("refused"), { $metadata: {} }, properties);
  const refuse = () => sign(requestTo(), () => Promise.reject(error));
  await expect(refuse()).rejects.toBe(error);
  expect(error.$metadata).toEqual({ clockSkewCorrected: true });
  error.$metadata = {};
  // This one was signed with the server's time.
  await expect(refuse()).rejects.toBe(error);
  expect(error.$metadata).toEqual({});
});

test("An error that is frozen or has no metadata is thrown unchanged", async () => {
  const { response: $response } = response({ date: new Date(Date.now() + HOUR_MS).toUTCString() });
  for (const error of [{ $response }, Object.freeze({ $response, $metadata: Object.freeze({}) }), undefined]) {
    const sign = signWith(credentials)("eu-west-1", SERVICE);
    await expect(sign(requestTo(), () => Promise.reject(error))).rejects.toBe(error);
  }
});

test.each([undefined, null, {}, { accessKeyId: "A" }])("Credentials that are %j are rejected", async (identity) => {
  const sign = signWith(async () => identity as typeof credentials)("eu-west-1", SERVICE);
  await expect(signed(sign, requestTo())).rejects.toThrow("Resolved credential object is not valid");
});
