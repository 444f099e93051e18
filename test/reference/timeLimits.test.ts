import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { endOf } from "./attempts.js";
import { clientOf, clientPair, type ServedSide, sides } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";

test("Only ours has time limits by default", async () => {
  const [ours, theirs] = await Promise.all(
    sides.map(async (side) => {
      const { config } = clientOf(side, { region: "eu-west-1" });
      const { connectionTimeout, requestTimeout } = (await limitsOf(config.requestHandler)) as Record<string, unknown>;
      return { connectionTimeout, requestTimeout };
    }),
  );
  expectDifferent("timeLimits", ours, theirs);
  expect(ours).toEqual({ connectionTimeout: 5000, requestTimeout: 30_000 });
});

test("Only ours ends an attempt at its time limit, and tries again; the reference warns, and waits", async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  const pair = await clientPair(() => ({ silence: "hang" }), {
    maxAttempts: 2,
    requestHandler: { requestTimeout: 80 },
  });
  const [ours, theirs] = await Promise.all(pair.map(endWithin));
  expectDifferent("timeLimits", ours, theirs);
  expect(ours).toMatchObject({ name: "TimeoutError", metadata: { attempts: 2 } });
  expect(theirs).toBe("still waiting");
});

async function endWithin({ send }: ServedSide): Promise<unknown> {
  const controller = new AbortController();
  const sent = send("GetId", {}, { abortSignal: controller.signal });
  const end = await Promise.race([sent.then(endOf), sleep(3000, "still waiting")]);
  controller.abort();
  await sent;
  return end;
}

/** The limits are known once the handler has read its own settings, with the first request. */
async function limitsOf(handler: object): Promise<object> {
  const { handle, httpHandlerConfigs } = handler as {
    handle: (request: object) => Promise<object>;
    httpHandlerConfigs(): object;
  };
  await handle
    .call(handler, { protocol: "http:", hostname: "127.0.0.1", port: 1, path: "/", method: "GET", headers: {} })
    .catch(() => undefined);
  return httpHandlerConfigs.call(handler);
}
