import { expect, onTestFinished, test, vi } from "vitest";
import { stateOf, until } from "../turns.js";
import { endOf } from "./attempts.js";
import { clientOf, clientPair, sides } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";

const LIMIT = 80;
const HOUR = 3_600_000;

test("Only ours has timeouts by default", async () => {
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

test("Only ours ends an attempt at its timeout, and retries; the reference warns, and waits", async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const pair = await clientPair(() => ({ silence: "hang" }), {
    maxAttempts: 2,
    requestHandler: { requestTimeout: LIMIT },
  });
  const controller = new AbortController();
  const sent = pair.map(async ({ send }) => endOf(await send("GetId", {}, { abortSignal: controller.signal })));
  let isOver = false;
  const ours = sent[0]?.finally(() => {
    isOver = true;
  });
  await until(() => {
    vi.advanceTimersByTime(LIMIT);
    return isOver;
  });
  vi.advanceTimersByTime(HOUR);
  const theirs = await stateOf(Promise.resolve(sent[1]));
  controller.abort();
  await Promise.all(sent);
  expectDifferent("timeLimits", await ours, theirs);
  expect(await ours).toMatchObject({ name: "TimeoutError", metadata: { attempts: 2 } });
  expect(theirs).toBe("pending");
});

/** The limits are known once the handler has read its settings, with the first request. */
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
