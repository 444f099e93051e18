import { ConfiguredRetryStrategy } from "@smithy/util-retry";
import { describe, expect, test } from "vitest";
import { attemptOf, endOf, fail, inTurn, ok } from "./attempts.js";
import { type Configuration, clientPair } from "./clientPair.js";
import { textOfAbort } from "./differences.js";
import type { Answer } from "./scriptedServer.js";

describe("A call that is aborted ends alike", () => {
  const slow = { retryStrategy: new ConfiguredRetryStrategy(3, 10_000) };
  const moments: Record<string, [Answer[], (controller: AbortController) => void, Configuration]> = {
    "before it is sent": [[ok], (controller) => controller.abort(), {}],
    "before it is sent, with a reason": [[ok], (controller) => controller.abort(new Error("enough")), {}],
    "while it waits for the answer": [
      [{ silence: "hang" }],
      (controller) => setTimeout(() => controller.abort(), 50),
      {},
    ],
    "while it waits for the next attempt": [
      [fail[500]],
      (controller) => setTimeout(() => controller.abort(), 80),
      slow,
    ],
    "after the end": [[ok], () => undefined, {}],
  };
  test.each(Object.keys(moments))("%s", async (name) => {
    const [script, abort, configuration] = moments[name] ?? [[ok], () => undefined, {}];
    const pair = await clientPair(inTurn(script), {
      maxAttempts: 3,
      ...configuration,
    });
    const ends = await Promise.all(
      pair.map(async (side) => {
        const controller = new AbortController();
        abort(controller);
        const outcome = await side.send("GetId", {}, { abortSignal: controller.signal });
        controller.abort();
        return [endOf(outcome), side.server.requests.map(attemptOf)];
      }),
    );
    expect(ends[0]).toEqual(ends[1]);
  });
});

test("Only ours says why a call was aborted", async () => {
  for (const delay of [0, 50]) {
    const pair = await clientPair(() => ({ silence: "hang" }), { maxAttempts: 2 });
    const outcomes = await Promise.all(
      pair.map(({ send }) => {
        const controller = new AbortController();
        const abort = () => controller.abort(textOfAbort.ours);
        delay === 0 ? abort() : setTimeout(abort, delay);
        return send("GetId", {}, { abortSignal: controller.signal });
      }),
    );
    expect(outcomes.map((outcome) => (outcome as { error: Error }).error.message)).toEqual(Object.values(textOfAbort));
  }
});
