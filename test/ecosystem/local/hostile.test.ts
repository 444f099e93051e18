import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cpuTimeOf } from "../../cpuTime.js";
import { createPool, ok, startService } from "../../local/harness.js";
import { run, signedRequest, startServices } from "./hostileRequests.js";
import { bytesOf, exchange, type Header, publicRequest, statusesIn } from "./rawHttp.js";

// Requests that attackers, and clients with problems, can send before, around, and instead of a body.

const words = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\t",
    ",",
    ";",
    "=",
    "%",
    "\u00ff",
    "*",
    "gzip",
    "chunked",
    "close",
    "keep-alive",
    "100-continue",
  ),
  fc.constantFrom(
    "-1",
    "0",
    "1",
    "1e3",
    "0x1",
    "99999999999999999999",
    "5, 5",
    "5,6",
    "bytes=0-",
    "h2c",
    "websocket",
    "true",
  ),
  fc.string({ unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 60 }),
  fc.nat(9_000).map((length) => "x".repeat(length)),
);
const names = fc.oneof(
  fc.constantFrom(
    "Host",
    "Content-Length",
    "Transfer-Encoding",
    "Content-Type",
    "Content-Encoding",
    "Connection",
    "Expect",
  ),
  fc.constantFrom(
    "X-Amz-Target",
    "Authorization",
    "X-Amz-Date",
    "Date",
    "X-Amz-Security-Token",
    "Origin",
    "Upgrade",
    "TE",
  ),
  fc.constantFrom(
    "Access-Control-Request-Headers",
    "Access-Control-Request-Private-Network",
    "Trailer",
    "Cookie",
    "Range",
  ),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "then",
    "X-Http-Method-Override",
    "",
    " ",
    "\u00e9",
  ),
  fc.string({ unit: fc.constantFrom(..."abcXYZ-_!#0 ():"), maxLength: 12 }),
);

test("any method, path, and headers get a response or a closed connection", async () => {
  const { service, check } = await startServices();
  const methods = fc.constantFrom(
    ...[
      "GET",
      "POST",
      "PUT",
      "DELETE",
      "HEAD",
      "OPTIONS",
      "TRACE",
      "CONNECT",
      "PATCH",
      "PRI",
      "M-SEARCH",
      "get",
      "",
      "\u00e9",
    ],
  );
  const paths = fc.oneof(
    fc.constantFrom(
      "/",
      "*",
      "",
      "//",
      "/?",
      "/%",
      "/%00",
      "/..%2f..",
      "http://localhost/",
      "localhost:80",
      "/\u00ff",
      "/#",
    ),
    fc.constantFrom(
      "/.well-known/jwks_uri",
      "/.well-known/openid-configuration?x",
      "/__proto__",
      "/../../etc/passwd",
      "/ /",
    ),
    fc.webPath(),
    fc.nat(15_000).map((length) => `/${"a".repeat(length)}`),
  );
  const request = fc.record({
    method: methods,
    path: paths,
    headers: fc.array(fc.tuple(names, words), { maxLength: 12 }),
    body: fc.uint8Array({ maxLength: 50 }),
  });
  await run(
    request,
    async (value) => {
      const withHost = { ...value, headers: [["Host", "localhost"] as const, ...value.headers] };
      for (const sent of [value, withHost]) check(await exchange(service, [bytesOf(sent)], { end: true }));
    },
    800,
  );
});

test("many headers, duplicates, and names of prototype members change nothing, or are rejected as too many", async () => {
  const { service, pool, check } = await startServices();
  const { headers = [], body = "" } = publicRequest("GetId", JSON.stringify({ IdentityPoolId: pool }));
  const send = async (...more: readonly Header[]): Promise<number | undefined> => {
    const answer = await exchange(service, [bytesOf({ headers: [...headers, ...more], body })]);
    check(answer);
    return statusesIn(answer)[0];
  };
  for (const name of Object.getOwnPropertyNames(Object.prototype)) expect(await send([name, "1"]), name).toBe(200);
  expect(await send(...Array.from({ length: 5000 }, (_, index): Header => [`x${index % 4500}`, "1"]))).toBe(200);
  expect(await send(...Array.from({ length: 20_000 }, (_, index): Header => [`x${index}`, "1"]))).toBe(431);
  expect(await send(["x", "x".repeat(1_000_000)])).toBe(431);
  expect(await send(["X-Amz-Target", "AWSCognitoIdentityService.GetId"])).toBe(400);
  expect(await send(["Content-Length", "1"])).toBe(400);
  expect(await send(["Transfer-Encoding", "chunked"])).toBe(400);
  expect(await send(["Authorization", "Basic dGVzdDp0ZXN0"], ["Authorization", "AWS4-HMAC-SHA256"])).toBe(200);
});

test("a malformed Authorization header is never accepted, and fails only with the service's errors", async () => {
  const { service, check } = await startServices();
  const body = '{"MaxResults":1}';
  const { headers = [] } = await signedRequest(service, "ListIdentityPools", body);
  const right = headers.find(([name]) => name.toLowerCase() === "authorization")?.[1] ?? "";
  const [credential = "", signedHeaders = "", signature = ""] = right.replace("AWS4-HMAC-SHA256 ", "").split(", ");
  const signatureHex = signature.split("=")[1] ?? "";
  // Six pieces and a date fit in the 64 KiB of headers that the service reads. More headers are rejected without being processed.
  const pieces = fc.constantFrom(
    ...[
      credential,
      signedHeaders,
      signature,
      `${signature}0`,
      signature.toUpperCase(),
      "Signature=",
      "Signature",
      "=",
      ",",
    ],
    ...[
      "Credential=a/b/c/d/e",
      "Credential=////",
      "Credential=AKIAHOSTILE/20200101/us-east-1/cognito-identity/aws4_request",
    ],
    ...[
      "SignedHeaders=;;;",
      "SignedHeaders=host",
      "SignedHeaders=__proto__;host",
      "SignedHeaders=HOST",
      `Signature=${"0".repeat(64)}`,
    ],
    ...[
      `Credential=${"/".repeat(1500)}`,
      `SignedHeaders=${";".repeat(1500)}`,
      "\u00ff",
      "  ",
      "AWS4-HMAC-SHA256",
      "__proto__=1",
    ],
  );
  const scheme = fc.constantFrom(
    "AWS4-HMAC-SHA256 ",
    "AWS4-HMAC-SHA256",
    "AWS4-ECDSA-P256-SHA256 ",
    "AWS3 ",
    "Bearer ",
    "Basic ",
    "",
  );
  const date = fc.constantFrom(
    ...["", "x", "20200101T000000Z", "99999999T999999Z", "Fri, 31 Dec 9999 23:59:59 GMT", "+275760-09-13", "0", "-1"],
    ...["20200101T000000Z,20200101T000000Z", "1".repeat(3000)],
  );
  const authorization = fc.tuple(scheme, fc.array(pieces, { maxLength: 6 }), fc.constantFrom(", ", ",", " ", ";"));
  const others = headers.filter(([name]) => !/^(?:authorization|x-amz-date)$/i.test(name));
  const rightDate = headers.find(([name]) => name.toLowerCase() === "x-amz-date")?.[1] ?? "";
  await run(
    fc.tuple(authorization, fc.option(date)),
    async ([[name, parts, separator], otherDate]) => {
      const value = name + parts.join(separator);
      const isRight = otherDate === null && value.replaceAll(" ", "").startsWith(right.replaceAll(" ", ""));
      const sent: Header[] = [...others, ["Authorization", value], ["X-Amz-Date", otherDate ?? rightDate]];
      const answer = await exchange(service, [bytesOf({ headers: sent, body })]);
      check(answer);
      expect(answer).not.toContain(signatureHex);
      if (isRight) return;
      expect(answer).toMatch(
        /"__type":"(?:MissingAuthenticationToken|IncompleteSignature|InvalidSignature|UnrecognizedClient)Exception"/,
      );
    },
    500,
  );
});

test("a request can contain the full URL, as for a proxy", async () => {
  const { service, pool } = await startServices();
  const request = publicRequest("GetId", JSON.stringify({ IdentityPoolId: pool }));
  for (const path of [`${service.endpoint}/`, service.endpoint, "http://another.example:80/"]) {
    expect(statusesIn(await exchange(service, [bytesOf({ ...request, path })]))).toEqual([200]);
  }
});

test("a request can arrive in pieces of any size", async () => {
  const { service, pool, check } = await startServices();
  const bytes = bytesOf(publicRequest("GetId", JSON.stringify({ IdentityPoolId: pool })));
  const cuts = fc.array(fc.nat(bytes.length), { maxLength: 30 });
  const everyByte = Array.from({ length: bytes.length }, (_, index) => index);
  const answersWhole = async (positions: readonly number[]) => {
    const sorted = [0, ...[...positions].sort((left, right) => left - right), bytes.length];
    const pieces = sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
    const answer = await exchange(
      service,
      pieces.filter((piece) => piece.length > 0),
    );
    check(answer);
    expect(statusesIn(answer)).toEqual([200]);
  };
  await answersWhole(everyByte);
  await run(cuts, answersWhole, 60);
});

test("a request that ends early, at any byte, changes nothing", async () => {
  const { service, check } = await startServices();
  const body = '{"IdentityPoolName":"never","AllowUnauthenticatedIdentities":true}';
  const whole = await signedRequest(service, "CreateIdentityPool", body);
  const chunked = {
    headers: [
      ...(whole.headers ?? []).filter(([name]) => name !== "Content-Length"),
      ["Transfer-Encoding", "chunked"],
    ] as Header[],
    body: `${body.length.toString(16)};extension=1\r\n${body}\r\n0\r\nTrailer: x\r\n\r\n`,
  };
  for (const bytes of [bytesOf(whole), bytesOf(chunked)]) {
    const lengths = fc.nat(bytes.length - 2).map((length) => bytes.subarray(0, length));
    const ends = fc.constantFrom({ end: true }, { hangUp: true });
    await run(fc.tuple(lengths, ends), async ([cut, how]) => check(await exchange(service, [cut], how)), 150);
  }
  const { IdentityPools } = await ok(service, "ListIdentityPools", { MaxResults: 60 });
  expect(IdentityPools).toHaveLength(1);
  // The complete bytes create a pool: only the truncation prevented that.
  expect(statusesIn(await exchange(service, [bytesOf(chunked)]))).toEqual([200]);
});

test.each([
  ["a chunk longer than it says", "3\r\n{}{}\r\n0\r\n\r\n"],
  ["a chunk shorter than it says", "ff\r\n{}\r\n0\r\n\r\n"],
  ["a chunk of negative length", "-1\r\n{}\r\n0\r\n\r\n"],
  ["a chunk of a length beyond numbers", `${"f".repeat(40)}\r\n{}\r\n0\r\n\r\n`],
  ["a chunk of no length", "\r\n{}\r\n0\r\n\r\n"],
  ["a long chunk extension", `2;${"x".repeat(40_000)}\r\n{}\r\n0\r\n\r\n`],
  ["trailers without end", `2\r\n{}\r\n0\r\n${"a: b\r\n".repeat(20_000)}`],
  ["50,000 chunks of a byte", `${"1\r\n \r\n".repeat(50_000)}0\r\n\r\n`],
])("%s causes no harm", async (_, body) => {
  const { service, check } = await startServices();
  const headers: Header[] = [
    ["Host", "localhost"],
    ["Connection", "close"],
    ["X-Amz-Target", "AWSCognitoIdentityService.GetId"],
    ["Transfer-Encoding", "chunked"],
  ];
  const answer = await exchange(service, [bytesOf({ headers, body })], { end: true });
  check(answer);
  expect(statusesIn(answer).filter((status) => status < 400)).toEqual([]);
});

test("pipelined requests are answered in order, up to the first invalid one", async () => {
  const { service, pool, check } = await startServices();
  const request = (operation: string, input: object): Buffer => {
    const { headers = [], body = "" } = publicRequest(operation, JSON.stringify(input));
    return bytesOf({ headers: headers.filter(([name]) => name !== "Connection"), body });
  };
  const pipeline = Array.from({ length: 300 }, (_, index) =>
    index % 3 === 0
      ? request("GetId", { IdentityPoolId: pool })
      : request("GetId", { IdentityPoolId: `nonsense${index}` }),
  );
  const last = bytesOf(publicRequest("Nothing", "{}"));
  const answer = await exchange(service, [Buffer.concat([...pipeline, last])]);
  check(answer);
  expect(statusesIn(answer)).toEqual([...pipeline.map((_, index) => (index % 3 === 0 ? 200 : 400)), 400]);
  const named = [...answer.matchAll(/Value 'nonsense(\d+)' at[^"]*"}/g)].map(([, index]) => Number(index));
  expect(named).toEqual([...pipeline.keys()].filter((index) => index % 3 !== 0));
  // With a wrong length, the rest of the body is read as a request.
  const { headers = [] } = publicRequest("GetId", "{}");
  const lying = headers.filter(([name]) => name !== "Connection");
  const statuses = statusesIn(await exchange(service, [bytesOf({ headers: lying, body: "{}GARBAGE" })]));
  expect(new Set(statuses)).toEqual(new Set([400]));
});

test("clients that disconnect before the response cause no harm", async () => {
  const { service, pool, check } = await startServices();
  const bytes = bytesOf(publicRequest("GetOpenIdToken", JSON.stringify({ IdentityId: pool })));
  const answers = Array.from({ length: 300 }, () => exchange(service, [bytes], { hangUp: true }));
  for (const answer of await Promise.all(answers)) check(answer);
});

test("many unfinished requests block neither other requests nor the shutdown of the service", async () => {
  const service = await startService();
  const pool = await createPool(service);
  const head = "POST / HTTP/1.1\r\nHost: x\r\n";
  const beginnings = [
    "",
    "P",
    `${head}X-A`,
    `${head}Content-Length: 9\r\n\r\n{`,
    `${head}Transfer-Encoding: chunked\r\n\r\n9`,
  ];
  let ended = 0;
  const dawdlers = Array.from({ length: 200 }, (_, index) =>
    exchange(service, [Buffer.from(beginnings[index % beginnings.length] ?? "")]).finally(() => {
      ended++;
    }),
  );
  for (let n = 0; n < 20; n++) await ok(service, "GetId", { IdentityPoolId: pool });
  // Their connections are still open, so the service did not wait for them.
  expect(ended).toBe(0);
  await service.close();
  expect((await Promise.all(dawdlers)).flatMap(statusesIn)).toEqual([]);
});

test("a signature over very many headers is rejected without delay", async () => {
  const { service, check } = await startServices();
  const body = '{"MaxResults":1}';
  const { headers = [] } = await signedRequest(service, "ListIdentityPools", body);
  const signed = `host${";x".repeat(14_000)}`;
  const many = headers.map(
    ([name, value]): Header => [name, value.replace(/SignedHeaders=[^,]*/, `SignedHeaders=${signed}`)],
  );
  const time = await cpuTimeOf(async () => {
    const answer = await exchange(service, [bytesOf({ headers: [...many, ["x", "y ".repeat(14_000)]], body })]);
    check(answer);
    expect(answer).toContain("InvalidSignatureException");
  });
  expect(time).toBeLessThan(3_000);
});
