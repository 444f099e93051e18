import { HttpRequest } from "@smithy/protocol-http";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { SignatureV4 } from "../../../../src/runtime/auth/SignatureV4.js";
import type { ClientConfig } from "../../../../src/runtime/client/ClientConfig.js";
import { utf8Decoder } from "../../../../src/runtime/platform/index.js";
import { Sha256 } from "../../../../src/runtime/platform/sha256.js";
import { type Answer, RecordingHandler } from "../world/RecordingHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { credentials, ReadCommand, WeatherClient, WriteCommand } from "../world/testService.js";
import { verifySigV4 } from "../world/verifySigV4.js";

const expected = { ...credentials, region: "eu-west-1", service: "weather" };
/** Far from the hour by which clocks are off in these tests, and from the delays of a busy machine. */
const MINUTES_MS = 1_200_000;
const clientFor = (requestHandler: RecordingHandler, configuration: ClientConfig = {}) =>
  new WeatherClient({ region: "eu-west-1", credentials, requestHandler, ...configuration });

afterEach(() => {
  vi.useRealTimers();
});

test("the verifier accepts AWS's example, and no other signature", () => {
  // AWS General Reference, SigV4 test suite: post-vanilla and get-vanilla-query-order-key-case.
  const example = {
    ...{ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
    ...{ region: "us-east-1", service: "service" },
  };
  const request = (signature: string, method = "POST") =>
    new HttpRequest({
      method,
      path: "/",
      headers: {
        host: "example.amazonaws.com",
        "x-amz-date": "20150830T123600Z",
        authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
      },
    });
  const postVanilla = "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";
  expect(verifySigV4(request(postVanilla), example)).toEqual(new Date("2015-08-30T12:36:00Z"));
  expect(() => verifySigV4(request(postVanilla, "GET"), example)).toThrow("SigV4");
  expect(() => verifySigV4(request(postVanilla), { ...example, secretAccessKey: "other" })).toThrow("SigV4");
});

describe("a signed request", () => {
  test("has a signature that follows AWS's description", async () => {
    const handler = new RecordingHandler();
    await clientFor(handler).send(new WriteCommand({ City: "Zürich ☃", Key: 'a"b' }));
    expect(Math.abs(verifySigV4(handler.last, expected).getTime() - Date.now())).toBeLessThan(MINUTES_MS);
    expect(handler.last.headers["x-amz-content-sha256"]).toMatch(/^[\da-f]{64}$/);
  });

  test("is valid for any input, key, Region, and endpoint", async () => {
    const word = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme" }),
        fc.record({
          accessKeyId: word,
          secretAccessKey: fc.string({ minLength: 1 }),
          sessionToken: fc.option(word, { nil: undefined }),
        }),
        fc.constantFrom("eu-west-1", "cn-north-1", "us-gov-west-1"),
        fc.constantFrom(
          "https://h.example",
          "http://127.0.0.1:8080",
          "https://h.example/base/path",
          "https://h.example/a b/ü",
          "http://[::1]:99",
        ),
        async (City, keys, region, endpoint) => {
          const handler = new RecordingHandler();
          const { sessionToken, ...pair } = keys;
          const identity = sessionToken === undefined ? pair : { ...pair, sessionToken };
          await clientFor(handler, { credentials: identity, region, endpoint }).send(new WriteCommand({ City }));
          verifySigV4(handler.last, { ...pair, region, service: "weather" });
          expect(handler.last.headers["x-amz-security-token"]).toBe(sessionToken);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is signed again for each attempt", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const handler = new RecordingHandler((_request, count) => {
      vi.setSystemTime(Date.now() + 2000);
      return count === 1 ? { status: 500 } : {};
    });
    await clientFor(handler).send(new WriteCommand({}));
    const times = handler.requests.map((request) => verifySigV4(request, expected).getTime());
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(2000);
  });

  test("for a public operation has no signature, with and without credentials", async () => {
    const handler = new RecordingHandler();
    await clientFor(handler).send(new ReadCommand({}));
    expect(Object.keys(handler.last.headers).filter((name) => /authorization|x-amz-date|security/.test(name))).toEqual(
      [],
    );
  });

  test("is signed for the configured Region and service", async () => {
    const handler = new RecordingHandler();
    await clientFor(handler, { signingRegion: "us-east-1" }).send(new WriteCommand({}));
    verifySigV4(handler.last, { ...expected, region: "us-east-1" });
  });

  test("is signed by a custom signer, if there is one", async () => {
    const handler = new RecordingHandler();
    const sign = vi.fn(async (request: HttpRequest) => {
      request.headers.authorization = "mine";
      return request;
    });
    await clientFor(handler, { signer: { sign } as never }).send(new WriteCommand({}));
    expect(handler.last.headers.authorization).toBe("mine");
    expect(sign).toHaveBeenCalledTimes(1);
  });

  test("is signed by one signer, created once for the client", async () => {
    const { SignatureV4 } = await import("@smithy/signature-v4");
    const made = vi.fn();
    class Counted extends SignatureV4 {
      constructor(options: ConstructorParameters<typeof SignatureV4>[0]) {
        super(options);
        made();
      }
    }
    const handler = new RecordingHandler();
    const client = clientFor(handler, { signerConstructor: Counted as never });
    for (let count = 0; count < 5; count++) {
      await client.send(new WriteCommand({}));
    }
    expect(made).toHaveBeenCalledTimes(1);
    for (const request of handler.requests) {
      verifySigV4(request, expected);
    }
  });
});

test.each<[string, unknown]>([
  ["text", "a body"],
  ["bytes", new TextEncoder().encode("a body")],
  ["an ArrayBuffer", new TextEncoder().encode("a body").buffer],
  ["part of a buffer", new DataView(new TextEncoder().encode("not a body").buffer, 4)],
  ["numbers of two bytes", new Uint16Array([1, 2, 3_000])],
])("the signature covers a body that is %s, as with Smithy's signer", async (_what, body) => {
  const options = {
    credentials: async () => credentials,
    ...{ region: "eu-west-1", service: "weather", sha256: Sha256, uriEscapePath: true },
  };
  const request = new HttpRequest({ method: "POST", headers: { host: "example.com" }, body });
  const { SignatureV4: SmithySigner } = await import("@smithy/signature-v4");
  const signingDate = new Date();
  const signed = await new SignatureV4({ ...options, utf8Decoder }).sign(request, { signingDate });
  const other = await new SmithySigner(options).sign(request, { signingDate });
  expect(signed.headers).toEqual(other.headers);
});

describe("credentials that change", () => {
  test("between calls are used from the next call on", async () => {
    const handler = new RecordingHandler();
    let count = 0;
    const rotating = async () => ({
      ...credentials,
      accessKeyId: `AKID${++count}`,
      expiration: new Date(Date.now() - 1),
    });
    const client = clientFor(handler, { credentials: rotating });
    await client.send(new WriteCommand({}));
    await client.send(new WriteCommand({}));
    const ids = handler.requests.map((request) => /Credential=(\w+)/.exec(request.headers.authorization ?? "")?.[1]);
    expect(new Set(ids).size).toBe(2);
  });

  test("with `client.config.credentials = …` are used from the next call on, as a value or as a function", async () => {
    const handler = new RecordingHandler();
    const client = clientFor(handler);
    await client.send(new WriteCommand({}));
    client.config.credentials = { accessKeyId: "SECOND", secretAccessKey: "two" } as never;
    await client.send(new WriteCommand({}));
    verifySigV4(handler.last, { ...expected, accessKeyId: "SECOND", secretAccessKey: "two" });
    client.config.credentials = (async () => ({ accessKeyId: "THIRD", secretAccessKey: "three" })) as never;
    await client.send(new WriteCommand({}));
    verifySigV4(handler.last, { ...expected, accessKeyId: "THIRD", secretAccessKey: "three" });
  });
});

describe("a wrong clock", () => {
  const HOUR = 3_600_000;
  const skewed = (_request: HttpRequest, count: number): Answer => ({
    ...(count === 1
      ? {
          status: 400,
          body: { __type: "InvalidSignatureException", message: "Signature expired: x is now earlier than y" },
        }
      : {}),
    headers: { date: new Date(Date.now() + HOUR).toUTCString() },
  });

  test("is corrected by the first rejection, and the call succeeds", async () => {
    const handler = new RecordingHandler(skewed);
    const client = clientFor(handler);
    await client.send(new WriteCommand({}));
    const [first, second] = handler.requests.map((request) => verifySigV4(request, expected).getTime() - Date.now());
    expect(Math.abs(first ?? 0)).toBeLessThan(MINUTES_MS);
    expect(Math.abs((second ?? 0) - HOUR)).toBeLessThan(MINUTES_MS);
    await client.send(new WriteCommand({}));
    expect(handler.requests).toHaveLength(3);
    expect(Math.abs(client.config.systemClockOffset - HOUR)).toBeLessThan(MINUTES_MS);
  });

  test("is not corrected if the configuration says so", async () => {
    const handler = new RecordingHandler(skewed);
    const client = clientFor(handler, { disableClockSkewCorrection: true, maxAttempts: 2 });
    await client.send(new WriteCommand({})).catch(() => undefined);
    for (const request of handler.requests) {
      expect(Math.abs(verifySigV4(request, expected).getTime() - Date.now())).toBeLessThan(MINUTES_MS);
    }
  });

  test("is not corrected with the date of a cached response", async () => {
    const handler = new RecordingHandler(() => ({ headers: { date: new Date(0).toUTCString(), age: "1000" } }));
    const client = clientFor(handler);
    await client.send(new WriteCommand({}));
    expect(client.config.systemClockOffset).toBe(0);
  });
});

test("missing credentials are reported by the call", async () => {
  const failing = clientFor(new RecordingHandler(), { credentials: () => Promise.reject(new Error("no credentials")) });
  expect((await rejectionOf(failing.send(new WriteCommand({})))).message).toBe("no credentials");
});
