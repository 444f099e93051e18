import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { operationNames } from "../../../src/local/base/model.js";
import { cpuTimeOf } from "../../cpuTime.js";
import { GOOGLE, USER_POOL } from "../../local/harness.js";
import { LOGIN_TOKEN, LONGEST_ANSWER, LONGEST_WORK_MS, run, signedRequest, startServices } from "./hostileRequests.js";
import { bytesOf, exchange, publicRequest, statusesIn } from "./rawHttp.js";

// Bodies that attackers can send. `test/local/protocol.test.ts` has inputs of the correct form with wrong contents, nesting, and bodies
// above the limit; this file has arbitrary bytes below it.

/** JSON and invalid JSON that parsers accept, misread, or treat specially. */
const hostileJson = (pool: string): fc.Arbitrary<string> => {
  const values = fc.oneof(
    fc.constantFrom(
      ...[
        "1e400",
        "-1e400",
        "9".repeat(400),
        "-0",
        "0.1e-400",
        "1E2",
        "01",
        "+1",
        "0x10",
        "NaN",
        "Infinity",
        "undefined",
      ],
      ...[
        String.raw`"\ud800"`,
        String.raw`"\udc00\ud800"`,
        String.raw`"\u0000"`,
        String.raw`"\x00"`,
        '"\u2028"',
        "'x'",
      ],
      ...[
        "{}",
        "[]",
        "[[]]",
        "null",
        "true",
        '""',
        '{"__proto__":{"polluted":true}}',
        '{"constructor":{"prototype":{}}}',
      ],
      JSON.stringify(pool),
      `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
    ),
    fc.json(),
  );
  const names = fc.constantFrom(
    ...["IdentityPoolId", "IdentityId", "Logins", "MaxResults", "NextToken", "TokenDuration", "ResourceArn", "Tags"],
    ...["RoleMappings", "Roles", "LoginsToRemove", "PrincipalTags", "__proto__", "constructor", "toString", "then", ""],
  );
  // Tokens are only where tokens belong: elsewhere, the service would not treat them as secrets.
  const logins = fc
    .constantFrom(LOGIN_TOKEN, LOGIN_TOKEN.padEnd(60_000, "t"))
    .map((token): [string, string] => ["Logins", JSON.stringify({ [GOOGLE]: token, ["x".repeat(200)]: token })]);
  const pair = fc.oneof({ weight: 6, arbitrary: fc.tuple(names, values) }, logins);
  const members = fc.array(pair, { maxLength: 6 });
  const document = members.map((pairs) => `{${pairs.map(([name, value]) => `"${name}":${value}`).join(",")}}`);
  const cut = fc.tuple(document, fc.nat()).map(([text, length]) => text.slice(0, length % (text.length + 1)));
  return fc.oneof({ weight: 4, arbitrary: document }, cut, values);
};

test("bodies with any JSON are accepted or rejected", async () => {
  const { service, pool, check } = await startServices();
  const cases = fc.tuple(fc.constantFrom(...operationNames), hostileJson(pool));
  await run(
    cases,
    async ([operation, body]) => {
      const answer = await exchange(service, [bytesOf(await signedRequest(service, operation, body))]);
      check(answer);
      expect([200, 400], answer).toContain(statusesIn(answer)[0]);
    },
    600,
  );
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test("bodies with any bytes are accepted or rejected", async () => {
  const { service, pool, check } = await startServices();
  // Valid JSON with some changed bytes: most of it is still understood, and strings may be invalid UTF-8.
  const input = Buffer.from(JSON.stringify({ IdentityPoolId: pool, Logins: { [USER_POOL]: LOGIN_TOKEN } }));
  const spoiled = fc
    .array(fc.tuple(fc.nat(input.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
    .map((changes) => {
      const bytes = Buffer.from(input);
      for (const [position, byte] of changes) bytes[position] = byte;
      return bytes;
    });
  const compressed = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
  const bodies = fc.oneof(spoiled, fc.uint8Array({ maxLength: 3000 }), fc.constant(compressed));
  await run(
    bodies,
    async (body) => {
      const answer = await exchange(service, [bytesOf(publicRequest("GetId", body))]);
      check(answer);
      expect([200, 400], answer).toContain(statusesIn(answer)[0]);
    },
    400,
  );
});

test("the last of several equal members counts, and one named like a prototype member is unknown", async () => {
  const { service, pool, check } = await startServices();
  const bodies = [
    `{"IdentityPoolId":"nonsense","IdentityPoolId":${JSON.stringify(pool)}}`,
    `{"__proto__":{"IdentityPoolId":"nonsense"},"constructor":1,"IdentityPoolId":${JSON.stringify(pool)}}`,
  ];
  for (const body of bodies) {
    const answer = await exchange(service, [bytesOf(publicRequest("GetId", body))]);
    check(answer);
    expect(statusesIn(answer)).toEqual([200]);
  }
  const inherited = `{"__proto__":{"IdentityPoolId":${JSON.stringify(pool)}}}`;
  expect(await exchange(service, [bytesOf(publicRequest("GetId", inherited))])).toContain("ValidationException");
});

test.each([
  ["a list of nothing", "UnlinkIdentity", `{"LoginsToRemove":[${"null,".repeat(800_000)}null]}`],
  ["a list of short texts", "UntagResource", `{"TagKeys":[${'"",'.repeat(1_000_000)}""]}`],
  ["a list of empty structures", "CreateIdentityPool", `{"CognitoIdentityProviders":[${"{},".repeat(1_000_000)}{}]}`],
  [
    "a list of faulty structures",
    "CreateIdentityPool",
    `{"CognitoIdentityProviders":[${'{"ClientId":""},'.repeat(250_000)}{}]}`,
  ],
  [
    "a list of structures without members",
    "SetIdentityPoolRoles",
    `{"RoleMappings":{"a":{"Type":"Rules","RulesConfiguration":{"Rules":[${"{},".repeat(1_000_000)}{}]}}}}`,
  ],
  ["a map of many", "TagResource", `{"Tags":{${Array.from({ length: 250_000 }, (_, n) => `"${n}":null`).join(",")}}}`],
  ["one long text", "DescribeIdentityPool", `{"IdentityPoolId":"${"\u0001".repeat(600_000)}"}`],
  [
    "one long login token",
    "GetId",
    `{"IdentityPoolId":"us-east-1:0","Logins":{"a":"${LOGIN_TOKEN}${"t".repeat(4_000_000)}"}}`,
  ],
])("%s of maximum length is rejected without delay, with a short message", async (_, operation, body) => {
  const { service, check } = await startServices();
  const bytes = bytesOf(await signedRequest(service, operation, body));
  let answer = "";
  const took = await cpuTimeOf(async () => {
    answer = await exchange(service, [bytes]);
  });
  check(answer);
  expect(statusesIn(answer)).toEqual([400]);
  expect(answer.length).toBeLessThan(LONGEST_ANSWER);
  expect(took).toBeLessThan(LONGEST_WORK_MS);
});

test("rejected requests are not kept in memory", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const { service, check } = await startServices();
  const memory = (): number => {
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const tooLarge = bytesOf(publicRequest("GetId", Buffer.alloc(10 * 1024 * 1024, "[")));
  const unknown = (n: number) => bytesOf(publicRequest(`Nothing${n}${"x".repeat(5_000)}`, "{}".padEnd(50_000)));
  const batch = async (): Promise<void> => {
    const long = Array.from({ length: 8 }, () => exchange(service, [tooLarge]));
    const short = Array.from({ length: 300 }, (_, n) => exchange(service, [unknown(n)]));
    for (const answer of await Promise.all([...long, ...short])) check(answer);
  };
  await batch();
  const before = memory();
  for (let n = 0; n < 4; n++) await batch();
  // The buffers of closed sockets are released some turns later.
  await expect.poll(memory).toBeLessThan(before + 16 * 1024 * 1024);
});
