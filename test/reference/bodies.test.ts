import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOf, withoutRandomDelays } from "./attempts.js";
import { checkProperty } from "./checkProperty.js";
import { clientPair } from "./clientPair.js";
import { errorFacts } from "./errorFacts.js";
import { expectSame } from "./expectSame.js";
import type { Answer } from "./scriptedServer.js";

withoutRandomDelays();

const answers: Record<string, Answer> = {
  "an output": { body: '{"IdentityId":"é-\u{1f600}-ü","Logins":["a","\\ud83d\\ude00"],"CreationDate":1767225600.5}' },
  "an error": { status: 400, body: '{"__type":"a#ResourceNotFoundException","message":"Ni\u{1f600}cht da: ä"}' },
  "no body": { body: "" },
};

describe.each(Object.keys(answers))("It doesn't matter in which pieces %s arrives,", (name) => {
  test("split anywhere, even within characters", async () => {
    const whole = answers[name] ?? {};
    const { length } = Buffer.from(whole.body ?? "");
    let answer = whole;
    const [ours, theirs] = await clientPair(() => answer);
    const unsplit = endOf(await ours.send("DescribeIdentity"));
    const splits = fc
      .uniqueArray(fc.integer({ min: 0, max: length }), { maxLength: 4 })
      .map((points) => points.sort((a, b) => a - b));
    await checkProperty(
      fc.asyncProperty(splits, async (points) => {
        answer = { ...whole, splits: points };
        const ends = await Promise.all([ours, theirs].map(async (side) => endOf(await side.send("DescribeIdentity"))));
        expectSame(ends[0], ends[1]);
        expect(ends[0]).toEqual(unsplit);
      }),
      25,
    );
  });

  test("byte by byte", async () => {
    const whole = answers[name] ?? {};
    const splits = Array.from(Buffer.from(whole.body ?? "").keys());
    const [ours, theirs] = await clientPair(() => ({ ...whole, splits }));
    const ends = await Promise.all([ours, theirs].map(async (side) => endOf(await side.send("DescribeIdentity"))));
    expectSame(ends[0], ends[1]);
  });
});

test.each([0, 1, 10, 16])(
  "A response that is cut off after %i bytes fails in the same way, and is retried in the same way",
  async (cutAfter) => {
    for (const status of [200, 400, 500]) {
      const pair = await clientPair(() => ({ status, body: '{"IdentityId":"a"}', cutAfter }), { maxAttempts: 2 });
      const [ours, theirs] = await Promise.all(
        pair.map(async ({ send, server }) => {
          const outcome = await send("GetId");
          const { code } = (outcome as { error: Record<string, unknown> }).error;
          return { end: endOf(outcome), code, attempts: server.requests.length };
        }),
      );
      expectSame(ours, theirs);
    }
  },
);

// Node.js treats 1xx as an interim response. 204 and 304 have no body.
const statuses = [201, 202, 203, 204, 205, 206, 226, 299, 300, 301, 302, 303, 304, 305, 307, 308, 399, 402, 404, 410];
test.each([...statuses, 413, 418, 421, 451, 499, 505, 511, 520, 598, 599, 600, 700, 799, 999])(
  "The status %i has the same effect",
  async (status) => {
    for (const body of ["", "{}", '{"IdentityId":"a","message":"m"}', '{"__type":"NotAuthorizedException"}']) {
      const headers = { location: "http://127.0.0.1:1/elsewhere", "x-amzn-requestid": "request-1" };
      const pair = await clientPair(() => ({ status, body, headers }));
      const [ours, theirs] = await Promise.all(pair.map(({ send }) => send("GetId")));
      const facts = [ours, theirs].map((it) => (it !== undefined && "error" in it ? errorFacts(it.error) : it));
      expectSame(facts[0], facts[1]);
    }
  },
);

test.each(["application/json", "text/html", "application/x-amz-json-1.1; charset=iso-8859-1", "nonsense", ""])(
  "The content type %j doesn't affect how a body is read",
  async (type) => {
    const pair = await clientPair(() => ({ headers: { "content-type": type }, body: '{"IdentityId":"é"}' }));
    const [ours, theirs] = await Promise.all(pair.map(({ send }) => send("GetId")));
    expectSame(ours, theirs);
  },
);

test.each(["\ufeff{}", '{"IdentityId":"a"}\n\n', "\n\t {}", '{"IdentityId":"\u2028"}'])(
  "Around JSON, the same characters are allowed: %j",
  async (body) => {
    const pair = await clientPair(() => ({ body }));
    const [ours, theirs] = await Promise.all(
      pair.map(async ({ send }) => {
        const outcome = await send("GetId");
        return "error" in outcome ? "refused" : outcome;
      }),
    );
    expectSame(ours, theirs);
  },
);

test("Bytes that are not UTF-8 are read as the same text", async () => {
  const bytes = [0xff, 0xc3, 0x28, 0xe2, 0x82, 0xf0, 0x9f, 0x98, 0xed, 0xa0, 0x80];
  const body = Buffer.concat([Buffer.from('{"IdentityId":"'), Buffer.from(bytes), Buffer.from('"}')]);
  const pair = await clientPair(() => ({ body }));
  const [ours, theirs] = await Promise.all(pair.map(({ send }) => send("GetId")));
  expectSame(ours, theirs);
});
