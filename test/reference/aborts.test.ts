import { setTimeout as sleep } from "node:timers/promises";
import { ConfiguredRetryStrategy } from "@smithy/util-retry";
import { describe, expect, test, vi } from "vitest";
import { attemptOf, endOf, fail, inTurn, ok } from "./attempts.js";
import { type Configuration, clientPair, credentials, type Outcome, type ServedSide } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import type { Answer } from "./scriptedServer.js";

describe("A call that is aborted ends alike", () => {
  const slow = { retryStrategy: new ConfiguredRetryStrategy(3, 10_000) };
  type Moment = [Answer[], (controller: AbortController, side: ServedSide) => unknown, Configuration];
  const onceAsked = async ({ server }: ServedSide, more = 0) => {
    await expect.poll(() => server.requests, { interval: 5 }).not.toEqual([]);
    await sleep(more);
  };
  const moments: Record<string, Moment> = {
    "before it is sent": [[ok], (controller) => controller.abort(), {}],
    "before it is sent, with a reason": [[ok], (controller) => controller.abort(new Error("enough")), {}],
    "as soon as it is sent": [[{ silence: "hang" }], (controller) => queueMicrotask(() => controller.abort()), {}],
    "while it waits for the answer": [
      [{ silence: "hang" }],
      (controller, side) => onceAsked(side).then(() => controller.abort()),
      {},
    ],
    "with a reason, while it waits for the answer": [
      [{ silence: "hang" }],
      (controller, side) => onceAsked(side).then(() => controller.abort(new TypeError("enough"))),
      {},
    ],
    "while it waits for the next attempt": [
      [fail[500]],
      (controller, side) => onceAsked(side, 150).then(() => controller.abort()),
      slow,
    ],
    "while the second attempt is out": [
      [fail[500], { silence: "hang" }],
      (controller, { server }) =>
        expect
          .poll(() => server.requests)
          .toHaveLength(2)
          .then(() => controller.abort()),
      {},
    ],
    "after the end": [[ok], () => undefined, {}],
  };
  describe.each(["GetId", "ListIdentities"])("%s,", (operation) => {
    test.each(Object.keys(moments))("%s", async (name) => {
      const [script, abort, configuration] = moments[name] ?? [[ok], () => undefined, {}];
      const pair = await clientPair(inTurn(script), { maxAttempts: 3, ...configuration });
      const [ours, theirs] = await Promise.all(
        pair.map(async (side) => {
          const controller = new AbortController();
          const aborted = abort(controller, side);
          const outcome = await side.send(operation, {}, { abortSignal: controller.signal });
          await aborted;
          controller.abort();
          return { end: endOf(outcome), attempts: side.server.requests.map(attemptOf) };
        }),
      );
      expectSame(ours, theirs);
    });
  });
});

test.each(["the body", "a second body"])("A call that is aborted while %s is arriving is over alike", async () => {
  const pair = await clientPair(() => ({
    body: `{"IdentityId":"${"a".repeat(200)}"}`,
    splits: Array.from({ length: 200 }, (_, i) => i),
  }));
  const [ours, theirs] = await Promise.all(
    pair.map(async (side) => {
      const controller = new AbortController();
      const sent = side.send("GetId", {}, { abortSignal: controller.signal });
      await vi.waitFor(() => expect(side.server.requests).toHaveLength(1), { timeout: 5000, interval: 5 });
      await sleep(60);
      controller.abort();
      return endOf(await sent);
    }),
  );
  expectSame(ours, theirs);
});

test("Only ours says why a call was aborted, as the request handlers of both do", async () => {
  for (const delay of [0, 50]) {
    const pair = await clientPair(() => ({ silence: "hang" }), { maxAttempts: 2 });
    const [ours, theirs] = await Promise.all(
      pair.map(async ({ send }) => {
        const controller = new AbortController();
        const abort = () => controller.abort("enough");
        delay === 0 ? abort() : setTimeout(abort, delay);
        return messageOf(await send("GetId", {}, { abortSignal: controller.signal }));
      }),
    );
    expectDifferent("aborts", ours, theirs);
    expect([ours, theirs]).toEqual(["enough", "Request aborted"]);
  }
});

test("Only ours starts nothing when it was aborted beforehand", async () => {
  const pair = await clientPair(() => ok);
  const [ours, theirs] = await Promise.all(
    pair.map(async ({ client, send }) => {
      const started: string[] = [];
      client.middlewareStack.add((next, { commandName }) => (args) => {
        started.push(String(commandName));
        return next(args);
      });
      await send("GetId", {}, { abortSignal: AbortSignal.abort() });
      return started;
    }),
  );
  expectDifferent("aborts", ours, theirs);
  expect([ours, theirs]).toEqual([[], ["GetIdCommand"]]);
});

test("Only ours ends at once when it waits for credentials", async () => {
  const released: (() => void)[] = [];
  const pair = await clientPair(
    () => ok,
    () => ({
      credentials: () => new Promise((resolve) => released.push(() => resolve(credentials))),
    }),
  );
  const [ours, theirs] = await Promise.all(
    pair.map(async ({ send }) => {
      const controller = new AbortController();
      const sent = send("ListIdentities", {}, { abortSignal: controller.signal });
      setTimeout(() => controller.abort(), 50);
      return Promise.race([sent.then(endOf), sleep(250, "still waiting")]);
    }),
  );
  for (const release of released) {
    release();
  }
  expectDifferent("aborts", ours, theirs);
  expect(ours).toMatchObject({ name: "AbortError" });
  expect(theirs).toBe("still waiting");
});

test("Only ours serves many calls with one listener on their signal", async () => {
  const pair = await clientPair(() => ok);
  const [ours, theirs] = await Promise.all(
    pair.map(async ({ send }) => {
      const { signal } = new AbortController();
      const listen = vi.spyOn(signal, "addEventListener");
      await Promise.all(Array.from({ length: 12 }, () => send("GetId", {}, { abortSignal: signal })));
      return listen.mock.calls.length;
    }),
  );
  expectDifferent("aborts", ours, theirs);
  expect(ours).toBe(1);
});

function messageOf(outcome: Outcome): string {
  return "error" in outcome ? outcome.error.message : "no error";
}
