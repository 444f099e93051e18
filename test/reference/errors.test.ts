import { Agent } from "node:http";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import { printable } from "../../src/runtime/observe/secrets.js";
import { checkProperty } from "./checkProperty.js";
import { clientPair, type Outcome, type Package, type ServedSide, sides } from "./clientPair.js";
import { errorFacts } from "./errorFacts.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import { breakingReference } from "./ignoredParts.js";
import type { Answer } from "./scriptedServer.js";

const modeled = Object.entries(constraints.shapes).flatMap(([name, { error }]) => (error === undefined ? [] : [name]));
// biome-ignore format: a list
const names = fc.constantFrom(
  ...modeled, "ValidationException", "AccessDeniedException", "ExpiredTokenException", "ThrottlingException",
  "Unknown", "UnknownOperationException", "ServiceException", "Error", "toString", "__proto__", "constructor", "",
  "notauthorizedexception", "NotAuthorizedException ", "Exception",
);
// biome-ignore format: a list
const namespace = fc.constantFrom(
  "com.amazonaws.cognitoidentity#", "com.amazonaws.cognitoidentity.v20140630#", "aws.protocoltests#", "#", "a#b#",
  "com.amazon.coral.service#", "smithy.ts.sdk.synthetic.com.amazonaws.cognitoidentity#", "",
);
const suffix = fc.constantFrom(
  "",
  "",
  ":http://internal.amazon.com/coral/com.amazon.coral.validate/",
  ":",
  ",",
  ", b",
  "#",
);
const code = fc.tuple(namespace, names, suffix).map((parts) => parts.join(""));
const headerCode = code.map((text) => text.trim());
const anything = fc.oneof(
  fc.constantFrom<unknown>(null, "", 0, 1, false, true, [], ["a"], {}, { message: "m" }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
/** The reference throws a TypeError for codes that are neither: see below. */
const anyCode = fc.oneof(
  { weight: 9, arbitrary: code },
  fc.constantFrom<unknown>(0, 12),
  fc.string({ unit: "binary", maxLength: 5 }).filter((text) => printable(text) === text),
);
const message = fc.oneof({ weight: 3, arbitrary: fc.constant("The message.") }, { weight: 1, arbitrary: anything });

const bodyMembers = fc.record(
  {
    Extra: anything,
    message,
    __type: anyCode,
    Message: message,
    code: anyCode,
    Code: code,
    CODE: code,
    name: anything,
    stack: fc.constant("my stack"),
    cause: fc.constantFrom<unknown>("why", 1, { message: "m" }),
    $fault: fc.constantFrom("client", "server", "nobody"),
    $metadata: anything,
    $retryable: anything,
    $response: anything,
    toString: fc.constant("text"),
    constructor: anything,
    __proto__: fc.constant({ polluted: 1 }),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const status = fc.oneof(
  fc.constantFrom(400, 403, 429, 500, 503),
  fc.integer({ min: 300, max: 599 }).filter((number) => number !== 304),
);
const headers = fc.record(
  { "x-amzn-errortype": headerCode, "X-Amzn-RequestId": fc.constant("request-1"), "x-amz-id-2": fc.constant("2") },
  { requiredKeys: [], noNullPrototype: true },
);

test("An error is the same wherever its code and message are, whatever comes with them", async () => {
  let answer: Answer = {};
  const pair = await clientPair(() => answer);
  await checkProperty(
    fc.asyncProperty(status, headers, bodyMembers, async (statusCode, own, members) => {
      answer = { status: statusCode, headers: own, body: JSON.stringify(members) };
      const [ours, theirs] = await thrownBy(pair);
      expectSame(errorFacts(ours), errorFacts(theirs));
      expectSame(classesOf(ours), classesOf(theirs));
    }),
    800,
  );
});

test.each([...breakingReference.values()])("Where the reference breaks, %s is still a service error", async (body) => {
  const [ours, theirs] = await thrownBy(await clientPair(() => ({ status: 400, body })));
  expectDifferent("brokenCodes", errorFacts(ours), errorFacts(theirs));
  expect(theirs.name).not.toBe(ours.name);
  expect(ours).toBeInstanceOf(sides[0].package.CognitoIdentityServiceException);
  expect(ours).toMatchObject({ message: "m", $fault: "client", $metadata: { httpStatusCode: 400, attempts: 1 } });
});

test("Only ours escapes control characters in name and message, and masks sensitive members", async () => {
  const body = '{"__type":"A\\u001b[2J","message":"\\u001b]0;b","Token":"t"}';
  const [ours, theirs] = await thrownBy(await clientPair(() => ({ status: 400, body })));
  expectDifferent("controlCharacters", ours.message, theirs.message);
  expectDifferent("maskedSecrets", ours.Token, theirs.Token);
  expect(ours).toMatchObject({ name: "A\\u001b[2J", message: "\\u001b]0;b", Token: "***SensitiveInformation***" });
});

test("Only ours has a hint, which is not repeated in other members", async () => {
  const message = "Value null at 'identityPoolId' failed to satisfy constraint: Member must not be null";
  const body = JSON.stringify({ __type: "ValidationException", message });
  const [ours, theirs] = await thrownBy(await clientPair(() => ({ status: 400, body })));
  expectDifferent("hints", ours.hint, theirs.hint);
  expect(ours.hint).toMatch(/^`IdentityPoolId` .* is not set\./);
  expectSame(errorFacts(ours), errorFacts(theirs));
});

const plainBodies = ["", "{}", "null", "[]", '["a"]', '"text"', '""', "0", "12", "true", "false", ' {"code":"X"}\n'];
describe.each([400, 500, 503])("A body without a code, with status %i:", (statusCode) => {
  test.each(plainBodies)("%s", async (body) => {
    const pair = await clientPair(() => ({ status: statusCode, body }));
    const [ours, theirs] = await thrownBy(pair);
    expectSame(errorFacts(ours), errorFacts(theirs));
    const withHeader = await clientPair(() => ({
      status: statusCode,
      headers: { "x-amzn-errortype": "NotAuthorizedException:http://x" },
      body,
    }));
    const [named, theirsNamed] = await thrownBy(withHeader);
    expectSame(errorFacts(named), errorFacts(theirsNamed));
  });
});

test.each(modeled)("%s of either package is an instance of the class of both", async (name) => {
  const pair = await clientPair(() => ({ status: 400, body: JSON.stringify({ __type: name, message: "m" }) }));
  for (const error of await thrownBy(pair)) {
    expect(Object.values(classesOf(error))).toEqual([
      [name, "CognitoIdentityServiceException"],
      [name, "CognitoIdentityServiceException"],
    ]);
  }
});

test.each([...modeled, "CognitoIdentityServiceException"])("new %s() is the same in both packages", (name) => {
  const whole = { message: "m", $metadata: { httpStatusCode: 400 }, name: "Other", $fault: "server" };
  const optionsOf = [
    whole,
    { ...whole, cause: new Error("c"), Message: "n" },
    { ...whole, message: undefined },
    { ...whole, $metadata: undefined },
  ];
  // The base class has no default name and fault.
  const partsOf = [
    { message: "m", $metadata: {} },
    { $metadata: {} },
    {},
    { message: "m", extra: 1, Message: "n", $metadata: {} },
  ];
  for (const options of name.startsWith("CognitoIdentity") ? optionsOf : [...optionsOf, ...partsOf]) {
    const [ours, theirs] = sides.map((side) => {
      const ErrorClass = (side.package as unknown as Record<string, new (options: object) => Error>)[name];
      return ErrorClass === undefined ? undefined : new ErrorClass(options);
    });
    expectSame(errorFacts(ours as never), errorFacts(theirs as never));
    // An error that did not come from a service, and so has no metadata, is recognized only by its class.
    const isAnswer = "$metadata" in options && options.$metadata !== undefined;
    const [oursAreOf, theirsAreOf] = [classesOf(ours), classesOf(theirs)];
    expectSame(oursAreOf, isAnswer ? theirsAreOf : { ours: theirsAreOf.theirs, theirs: theirsAreOf.ours });
  }
});

const notJson = [
  [502, "text/html", "<html><body>Bad Gateway</body></html>", "BadGateway"],
  [503, "text/plain", "upstream connect error", "ServiceUnavailable"],
  [407, "text/html", "<html>Proxy login</html>", "Http407"],
  [200, "text/html", "<html>Welcome to the hotel</html>", "InvalidResponse"],
  [400, "application/x-amz-json-1.1", '{"__type":"NotAuthorizedException","mess', "Http400"],
  [418, "text/plain", "I am a teapot. ".repeat(10_000), "Http418"],
] as const;
test.each(notJson)(
  "A body that is not JSON, with status %i and type %s, causes an error that says so",
  async (...given) => {
    const [statusCode, type, body, name] = given;
    const answer = { status: statusCode, headers: { "content-type": type, "x-amzn-requestid": "request-1" }, body };
    const [ours, theirs] = await thrownBy(await clientPair(() => answer));
    expectDifferent("unreadableBody", errorFacts(ours), errorFacts(theirs));
    expect(theirs.name, "the reference throws what JSON.parse throws").toBe("SyntaxError");
    expect(ours).toBeInstanceOf(sides[0].package.CognitoIdentityServiceException);
    expect(ours).toMatchObject({ name, $fault: statusCode < 500 ? "client" : "server" });
    expectSame(ours.$metadata, theirs.$metadata);
    expect(ours.message).toContain(String(statusCode));
    expect(ours.message).toContain(type);
    expect(ours.message).toContain(body.slice(0, 10));
    expect(ours.message).toContain("request-1");
    const quoted = ours.message.slice(ours.message.indexOf("The body: ") + "The body: ".length);
    expect(quoted.length).toBeLessThanOrEqual(200);
  },
);

const whole =
  '{"Credentials":{"AccessKeyId":"ASIASECRET","SecretKey":"sEcReT/KEY+1","SessionToken":"tOkEn\\"==","Expiration":1.0},"IdentityId":"eu-west-1:1"}';
test("The error for a truncated response contains no part of a secret", async () => {
  let body = "";
  const [ours] = await clientPair(() => ({ body }));
  for (let length = 1; length < whole.length; length++) {
    body = whole.slice(0, length);
    const outcome = await ours.send("GetCredentialsForIdentity");
    const { error } = outcome as { error: Error };
    const told = `${error.message} ${JSON.stringify(error)} ${error.cause} ${error.stack}`;
    for (const secret of ["ASIAS", "sEcR", "tOkE"]) {
      expect(told).not.toContain(secret);
    }
  }
});

test("An error about all addresses of a name has a message in ours", async () => {
  const lookup = (_name: string, _options: object, found: (error: null, addresses: object[]) => void) =>
    found(null, [
      { address: "::1", family: 6 },
      { address: "127.0.0.1", family: 4 },
    ]);
  const [ours, theirs] = await thrownBy(
    await clientPair(
      () => ({}),
      () => ({
        endpoint: "http://localhost:1",
        maxAttempts: 1,
        requestHandler: { httpAgent: new Agent({ lookup: lookup as never }) },
      }),
    ),
  );
  expectDifferent("severalAddresses", ours.message, theirs.message);
  expect(theirs.message).toBe("");
  expect(ours.message).toContain("connect ECONNREFUSED 127.0.0.1:1");
  expect([ours.name, ours.code]).toEqual([theirs.name, theirs.code]);
});

test("An error of another context keeps its name and code in ours", async () => {
  const foreign = () =>
    runInNewContext("Object.assign(new Error('hang up'), { name: 'TimeoutError', code: 'ECONNRESET' })");
  const requestHandler = { handle: () => Promise.reject(foreign()) };
  const [ours, theirs] = await thrownBy(await clientPair(() => ({}), { requestHandler, maxAttempts: 1 }));
  expectDifferent("errorsOfOtherContexts", errorFacts(ours), errorFacts(theirs));
  expect(theirs.message).toBe("AWS SDK error wrapper for TimeoutError: hang up");
  expect(ours).toMatchObject({ name: "TimeoutError", message: "hang up", code: "ECONNRESET" });
  expect([ours instanceof Error, theirs instanceof Error]).toEqual([true, true]);
});

type Thrown = Error & Record<string, unknown>;

async function thrownBy(pair: readonly [ServedSide, ServedSide]): Promise<readonly [Thrown, Thrown]> {
  const [ours, theirs] = await Promise.all(pair.map(({ send }) => send("GetId")));
  return [errorOf(ours), errorOf(theirs)];
}

function errorOf(outcome: Outcome | undefined): Thrown {
  if (outcome === undefined || !("error" in outcome)) {
    throw new Error(`Expected an error, got ${JSON.stringify(outcome)}`);
  }
  return outcome.error;
}

/** The error classes of each package of which the error is an instance. */
function classesOf(error: unknown): Record<string, string[]> {
  return Object.fromEntries(sides.map((side) => [side.name, classNamesOf(side.package, error)]));
}

function classNamesOf(source: Package, error: unknown): string[] {
  const classes = [...modeled, "CognitoIdentityServiceException"];
  const byName = source as unknown as Record<string, typeof Error>;
  return classes.filter((name) => error instanceof (byName[name] ?? Error));
}
