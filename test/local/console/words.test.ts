import { describe, expect, test } from "vitest";
import type { Fault } from "../../../src/local/index.js";
// @ts-expect-error The console's modules are plain JavaScript, as they are served.
import * as words from "../../../src/local/routes/console/words.mjs";

const { claimsOf, clockWords, durationWords, faultSentence, signerWords, userWords } = words as {
  claimsOf(token: string): [name: string, text: string][];
  clockWords(clock: { offset: number; stopped: boolean }): string | undefined;
  durationWords(milliseconds: number): string;
  faultSentence(fault: Fault): string;
  signerWords(request: { signed: boolean; accessKeyId?: string }): string;
  userWords(identity: { disabled: boolean; parentId?: string }): string;
};
const HOUR = 3_600_000;

test.each([
  [1, "1 ms"],
  [1500, "1.5 seconds"],
  [60_000, "1 minute"],
  [-2 * HOUR, "2 hours"],
  [26 * HOUR + 61_000, "1 day 2 hours"],
])("%d ms are %s", (milliseconds, expected) => {
  expect(durationWords(milliseconds)).toBe(expected);
});

test.each([
  [{ offset: 0, stopped: false }, undefined],
  [{ offset: 3, stopped: false }, undefined],
  [{ offset: -2 * HOUR - 4, stopped: false }, "2 hours behind"],
  [{ offset: 0, stopped: true }, "Stopped"],
])("a clock with %j is described as %s", (clock, expected) => {
  expect(clockWords(clock)).toBe(expected);
});

test.each<[Fault, string]>([
  [{ kind: "throttle" }, "Every request gets TooManyRequestsException."],
  [{ kind: "error", times: 1 }, "The next request fails with InternalErrorException."],
  [{ operation: "GetId", kind: "truncate", times: 3 }, "The next 3 requests of GetId get half of their response."],
  [
    { operation: "GetId", error: { code: "LimitExceededException" }, latency: 250, times: 2 },
    "The next 2 requests of GetId wait 250 ms and fail with LimitExceededException.",
  ],
  [{ dateSkew: 60_000, times: 2 }, "The next 2 requests get a Date header that is 1 minute ahead."],
  [{ operation: "GetId", throttleAbove: 25 }, "Every request of GetId is throttled above 25 per second."],
])("the fault %j reads as a sentence", (fault, sentence) => {
  expect(faultSentence(fault)).toBe(sentence);
});

test.each([
  [{ disabled: false }, "guest"],
  [{ disabled: true }, "disabled, because its last login was removed"],
  [{ disabled: true, parentId: "us-east-1:1" }, "merged into us-east-1:1"],
])("the user of an identity without logins, %j, is described as %s", (identity, expected) => {
  expect(userWords(identity)).toBe(expected);
});

test("a request whose access key cannot be read is not public", () => {
  expect(signerWords({ signed: true, accessKeyId: "AKIA" })).toBe("AKIA");
  expect(signerWords({ signed: true })).toBe("unreadable key");
  expect(signerWords({ signed: false })).toBe("public");
});

describe("the claims of a token", () => {
  const token = (claims: object): string =>
    `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;

  test("are decoded, with times as dates as well", () => {
    expect(claimsOf(token({ sub: "älice", exp: 1_893_456_000, amr: ["authenticated"] }))).toEqual([
      ["sub", "älice"],
      ["exp", "1893456000 (2030-01-01 00:00:00)"],
      ["amr", '["authenticated"]'],
    ]);
  });

  test("are those of a SAML response, and empty if only the provider can read the token", () => {
    const response = "<samlp:Response/>";
    expect(claimsOf(Buffer.from(response).toString("base64"))).toEqual([["SAML response", response]]);
    expect(claimsOf("EAA!")).toEqual([]);
  });
});
