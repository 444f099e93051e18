import { ConfiguredRetryStrategy } from "@smithy/util-retry";
import { describe, expect, test, vi } from "vitest";
import { stateOf, until } from "../turns.js";
import { attemptOf, endOf, fail, inTurn, ok, withoutRandomDelays } from "./attempts.js";
import { type Configuration, clientPair, credentials, type ServedSide } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import type { Answer } from "./scriptedServer.js";

const HOUR = 3_600_000;

// Otherwise, one in a hundred clients would not wait between its attempts.
withoutRandomDelays();

describe("An aborted call ends in the same way", () => {
  /** The number of clients that wait for their second attempt. */
  let waiting = 0;
  const slow = {
    retryStrategy: new ConfiguredRetryStrategy(3, () => {
      waiting++;
      return HOUR;
    }),
  };
  type Moment = [Answer[], (controller: AbortController, side: ServedSide) => unknown, Configuration];
  /** Cases in which the reference counts an attempt that never started, or does not report attempts. */
  const attemptsOfOursAlone: Record<string, number> = {
    "before it is sent": 0,
    "before it is sent, with a reason": 0,
    "as soon as it is sent": 0,
    "while it waits for the next attempt": 1,
  };
  const onceAsked = ({ server }: ServedSide) => until(() => server.requests.length > 0);
  const moments: Record<string, Moment> = {
    "before it is sent": [[ok], (controller) => controller.abort(), {}],
    "before it is sent, with a reason": [[ok], (controller) => controller.abort(new Error("enough")), {}],
    "as soon as it is sent": [[{ silence: "hang" }], (controller) => queueMicrotask(() => controller.abort()), {}],
    "while it waits for the response": [
      [{ silence: "hang" }],
      (controller, side) => onceAsked(side).then(() => controller.abort()),
      {},
    ],
    "with a reason, while it waits for the response": [
      [{ silence: "hang" }],
      (controller, side) => onceAsked(side).then(() => controller.abort(new TypeError("enough"))),
      {},
    ],
    "while it waits for the next attempt": [
      [fail[500]],
      (controller) => until(() => waiting === 2).then(() => controller.abort()),
      slow,
    ],
    "during the second attempt": [
      [fail[500], { silence: "hang" }],
      (controller, { server }) => until(() => server.requests.length === 2).then(() => controller.abort()),
      {},
    ],
    "after the end": [[ok], () => undefined, {}],
  };
  describe.each(["GetId", "ListIdentities"])("%s,", (operation) => {
    test.each(Object.keys(moments))("%s", async (name) => {
      waiting = 0;
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
      const attempts = attemptsOfOursAlone[name];
      if (attempts !== undefined) {
        const { metadata, ...end } = withoutMetadata(ours?.end);
        const { metadata: _, ...theirEnd } = withoutMetadata(theirs?.end);
        expectSame({ ...ours, end }, { ...theirs, end: theirEnd });
        expectDifferent("aborts", ours, theirs);
        expect(metadata).toEqual({ attempts, totalRetryDelay: expect.any(Boolean) });
      } else {
        expectSame(ours, theirs);
      }
    });
  });
});

test("Only ours ends with an AbortError when it is aborted while the body arrives", async () => {
  const pair = await clientPair(() => ({
    body: `{"IdentityId":"${"a".repeat(200)}"}`,
    splits: Array.from({ length: 200 }, (_, i) => i),
  }));
  const [ours, theirs] = await Promise.all(
    pair.map(async (side) => {
      const controller = new AbortController();
      let hasHead = false;
      const noteHead = (next: (args: never) => Promise<never>) => async (args: never) => {
        const result = await next(args);
        hasHead = true;
        return result;
      };
      side.client.middlewareStack.add(noteHead as never, { step: "deserialize", priority: "low" });
      const sent = side.send("GetId", {}, { abortSignal: controller.signal });
      await until(() => hasHead);
      controller.abort();
      return endOf(await sent);
    }),
  );
  expectDifferent("aborts", ours, theirs);
  expect(ours).toMatchObject({
    name: "AbortError",
    message: "Request aborted",
    metadata: { attempts: 1, totalRetryDelay: false },
  });
  expect(theirs).toMatchObject({ name: "Error", message: expect.stringMatching(/^aborted\n/) });
});

test.each(["at once", "when the server has it"])(
  "The error of a call that is aborted %s contains the reason",
  async (when) => {
    for (const reason of ["enough", 42, "", Object.assign(new TypeError("enough"), { code: 7 })]) {
      const pair = await clientPair(() => ({ silence: "hang" }), { maxAttempts: 2 });
      const [ours, theirs] = await Promise.all(
        pair.map(async ({ send, server }) => {
          const controller = new AbortController();
          if (when === "at once") {
            controller.abort(reason);
          }
          const sent = send("GetId", {}, { abortSignal: controller.signal });
          if (when !== "at once") {
            await until(() => server.requests.length === 1);
            controller.abort(reason);
          }
          const outcome = await sent;
          return "error" in outcome ? [outcome.error.message, outcome.error.cause] : outcome;
        }),
      );
      expectSame(ours, theirs);
      expect(ours).toEqual(
        reason instanceof Error
          ? ["Request aborted", reason]
          : [reason ? String(reason) : "Request aborted", undefined],
      );
    }
  },
);

test("Only ours sends nothing when it was aborted before the call", async () => {
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

test("Only ours ends immediately while it waits for credentials", async () => {
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
      await until(() => released.length === 2);
      controller.abort();
      return (await stateOf(sent)) === "pending" ? "still waiting" : endOf(await sent);
    }),
  );
  for (const release of released) {
    release();
  }
  expectDifferent("aborts", ours, theirs);
  expect(ours).toMatchObject({ name: "AbortError" });
  expect(theirs).toBe("still waiting");
});

test("Only ours uses one listener on a signal that many calls share", async () => {
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

/** The result of a call, separate from what only ours reports about attempts. */
function withoutMetadata(end: unknown): Record<string, unknown> {
  const { keys, json, own, metadata, ...rest } = end as Record<string, unknown> & { keys: string[]; own: object };
  const { $metadata: _, ...others } = own as { $metadata?: object };
  return { ...rest, keys: keys.filter((key) => key !== "$metadata"), own: others, ...(metadata ? { metadata } : {}) };
}
