import { Readable } from "node:stream";
import { AdaptiveRetryStrategy, ConfiguredRetryStrategy, StandardRetryStrategy } from "@smithy/util-retry";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { until } from "../turns.js";
import { attemptOf, compare, endOf, fail, inTurn, later, named, ok, withoutRandomDelays } from "./attempts.js";
import { type Configuration, clientOf, clientPair, type Outcome, sides } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import type { Answer } from "./scriptedServer.js";

const throttled = named(400, "TooManyRequestsException");
const reset: Answer = { silence: "reset" };
const scripts: Record<string, Answer[]> = {
  "500, 500, success": [fail[500], fail[500], ok],
  "503, throttled, success": [fail[503], throttled, ok],
  "429 with an empty body": [{ status: 429, body: "" }],
  "throttled forever": [throttled],
  LimitExceededException: [named(400, "LimitExceededException"), ok],
  "ThrottlingException, RequestLimitExceeded": [
    named(400, "ThrottlingException"),
    named(400, "RequestLimitExceeded"),
    ok,
  ],
  "RequestTimeout as 400": [named(400, "RequestTimeout"), ok],
  "reset, reset, success": [reset, reset, ok],
  "reset forever": [reset],
  "reset, then connection refused": [reset, named(400, "NotAuthorizedException")],
  "InternalErrorException with status 400": [named(400, "InternalErrorException"), ok],
  "501, 505, 599": [named(501, "A"), named(505, "B"), named(599, "C"), ok],
  "502, 504": [{ status: 502, body: "{}" }, { status: 504, body: "{}" }, ok],
  refused: [named(400, "NotAuthorizedException")],
  "an unreadable response": [{ body: '{"IdentityId":"a","CreationDate":true}' }, ok],
  "Signature expired": [named(400, "InvalidSignatureException", "Signature expired: 1 is now earlier than 2"), ok],
  "a hint within an error": [{ status: 400, body: '{"__type":"X","$retryable":{"throttling":true}}' }, ok],
};

withoutRandomDelays();

describe.each([1, 2, 5, undefined])(
  "With maxAttempts %s, the same requests are resent, and the result is the same:",
  (maxAttempts) => {
    test.each(Object.keys(scripts))("%s", async (name) => {
      await compare(
        scripts[name] ?? [],
        { maxAttempts } as Configuration,
        name.includes("read") ? "DescribeIdentity" : "GetId",
      );
    });
  },
);

const strategies: Record<string, () => Configuration> = {
  "a configured strategy": () => ({ retryStrategy: new ConfiguredRetryStrategy(4, () => 0) }),
  "a configured strategy with attempts as a provider": () => ({
    retryStrategy: new ConfiguredRetryStrategy(async () => 2, 1),
  }),
  "a standard strategy": () => ({ retryStrategy: new StandardRetryStrategy(2) }),
  "an adaptive strategy": () => ({ retryStrategy: new AdaptiveRetryStrategy(async () => 3) }),
  "a strategy and maxAttempts": () => ({ retryStrategy: new ConfiguredRetryStrategy(4, 1), maxAttempts: 7 }),
  "the adaptive mode": () => ({ retryMode: "adaptive", maxAttempts: 3 }),
  "the standard mode": () => ({ retryMode: "standard", maxAttempts: 3 }),
  "the legacy mode": () => ({ retryMode: "legacy", maxAttempts: 3 }),
  "maxAttempts as a provider": () => ({ maxAttempts: async () => 2 }),
  "maxAttempts as a string": () => ({ maxAttempts: "2" as never }),
  "a strategy of the older kind": () => ({
    retryStrategy: { mode: "mine", retry: (next, args) => next(args) },
  }),
  "a strategy of the older kind without a mode": () => ({
    retryStrategy: {
      retry: async (next: (args: never) => Promise<never>, args: never) => next(args).catch(() => next(args)),
    } as never,
  }),
  "a strategy that issues no tokens": () => ({
    retryStrategy: {
      acquireInitialRetryToken: () => Promise.reject(new Error("none left")),
      refreshRetryTokenForRetry: () => Promise.reject(new Error("none left")),
      recordSuccess: () => undefined,
    },
  }),
  "a strategy without an initial token": () => ({
    retryStrategy: {
      acquireInitialRetryToken: async () => undefined as never,
      refreshRetryTokenForRetry: async (token) => (token === undefined ? countingToken(1) : Promise.reject(token)),
      recordSuccess: () => undefined,
    },
  }),
  "a strategy whose initial token counts earlier retries": () => ({
    retryStrategy: {
      acquireInitialRetryToken: async () => countingToken(5),
      refreshRetryTokenForRetry: async (token) =>
        token.getRetryCount() < 7 ? countingToken(token.getRetryCount() + 1) : Promise.reject(token),
      recordSuccess: () => undefined,
    },
  }),
};

const countingToken = (count: number) => ({
  getRetryCount: () => count,
  getRetryDelay: () => 0,
  getRetryCost: () => undefined,
});

describe.each(Object.keys(strategies))("With %s, the same requests are resent:", (name) => {
  test.each(["500, 500, success", "throttled forever", "refused"])("%s", async (script) => {
    await compare(scripts[script] ?? [], strategies[name] ?? {});
  });
});

test.each([Number.NaN, 0, -1, 1.5, "three", ""])(
  "Only ours rejects maxAttempts: %s, in code and from a function",
  async (value) => {
    const configured = (maxAttempts: unknown) => ({ maxAttempts }) as Configuration;
    for (const side of sides) {
      const make = () => clientOf(side, { region: "eu-west-1", ...configured(value) });
      side.name === "ours" ? expect(make).toThrow(`got ${value}.`) : expect(make).not.toThrow();
    }
    const [ours, theirs] = await clientPair(
      () => ok,
      configured(async () => value),
    );
    const [own, other] = [endOf(await ours.send("GetId")), endOf(await theirs.send("GetId"))];
    expectDifferent("optionTypes", own, other);
    expect(JSON.stringify(own)).toContain("maxAttempts must be a whole number of at least 1");
  },
);

test("Failing calls use up the client's retry tokens in the same way", async () => {
  const [ours, theirs] = await clientPair(() => fail[500], { maxAttempts: 3 });
  for (const side of [ours, theirs]) {
    for (let call = 0; call < 60; call++) {
      await side.send("GetId");
    }
  }
  expectSame(ours.server.requests.map(attemptOf), theirs.server.requests.map(attemptOf));
  expect(ours.server.requests.length).toBeLessThan(180);
});

const hints: Record<string, () => Record<string, string>> = {
  "retry-after in seconds": () => ({ "retry-after": "0.3" }),
  "retry-after 0": () => ({ "retry-after": "0" }),
  "x-amz-retry-after in milliseconds": () => ({ "x-amz-retry-after": "250" }),
  "Retry-After as a date": () => ({ "Retry-After": later(2) }),
  "Retry-After as a date gone by": () => ({ "Retry-After": later(-10) }),
  "invalid retry-after": () => ({ "retry-after": "soon" }),
  "invalid x-amz-retry-after": () => ({ "x-amz-retry-after": "soon" }),
  both: () => ({ "retry-after": "0.2", "x-amz-retry-after": "100" }),
};
test("A time that the server demands delays the retry in the same way", async () => {
  // Both clients use the same time.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) });
  onTestFinished(() => void vi.useRealTimers());
  const delays: Record<string, number> = {};
  for (const [name, headersOf] of Object.entries(hints)) {
    const headers = headersOf();
    const pair = await clientPair((_, index) => (index === 0 ? { ...fail[503], headers } : ok), { maxAttempts: 2 });
    const outcomes = await Promise.all(pair.map(({ send }) => send("GetId")));
    const [own = 0, other = 0] = outcomes.map(delayOf);
    expect(own, name).toBe(other);
    delays[name] = own;
  }
  expect(delays).toMatchObject({
    "retry-after in seconds": 300,
    "x-amz-retry-after in milliseconds": 250,
    "Retry-After as a date": 2000,
    both: 200,
  });
});

const LIMIT = 100;
test("A timeout of one attempt ends it in the same way, and it is retried", async () => {
  const requestHandler = { requestTimeout: LIMIT, throwOnRequestTimeout: true };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  for (const second of [{ silence: "hang" }, ok] satisfies Answer[]) {
    const pair = await clientPair(inTurn([{ silence: "hang" }, second]), { maxAttempts: 2, requestHandler });
    const sent = Promise.all(pair.map(async ({ send }) => endOf(await send("GetId"))));
    const sentTo = (count: number) => pair.every(({ server }) => server.requests.length === count);
    await until(() => sentTo(1));
    vi.advanceTimersByTime(LIMIT);
    await until(() => {
      // The delay before the attempt, which is 0.
      vi.advanceTimersByTime(0);
      return sentTo(2);
    });
    if (second !== ok) {
      vi.advanceTimersByTime(LIMIT);
    }
    const [own, other] = await sent;
    expectSame(own, other);
    expectSame(pair[0].server.requests.map(attemptOf), pair[1].server.requests.map(attemptOf));
  }
});

test("An unreachable server is tried the same number of times", async () => {
  await compare([], { maxAttempts: 2, endpoint: "http://127.0.0.1:1" });
});

test("A body that a plugin turned into a stream is not sent twice", async () => {
  // Ends a request whose stream was consumed. No request that is sent once takes that long, however busy the machine.
  const requestHandler = { requestTimeout: 60_000, throwOnRequestTimeout: true };
  const pair = await clientPair(() => fail[500], { maxAttempts: 3, requestHandler });
  for (const { client } of pair) {
    const stream = (next: (args: never) => never) => (args: { request: { body: unknown; headers: object } }) => {
      args.request.body = Readable.from([Buffer.from("{}")]);
      return next(args as never);
    };
    client.middlewareStack.add(stream as never, { step: "build" });
  }
  vi.spyOn(console, "warn").mockReturnValue();
  const [own, other] = await Promise.all(pair.map(async ({ send }) => endOf(await send("GetId"))));
  expectSame(own, other);
});

function delayOf(outcome: Outcome): number {
  const { output } = outcome as { output: { $metadata: { totalRetryDelay: number } } };
  return output.$metadata.totalRetryDelay;
}
