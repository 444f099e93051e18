import { beforeEach, describe, expect, test, vi } from "vitest";
import { AdaptiveRetryStrategy } from "../../../../src/runtime/retry/AdaptiveRetryStrategy.js";
import { RecordingHandler } from "../world/RecordingHandler.js";
import { ReadCommand, WeatherClient } from "../world/testService.js";

beforeEach(() => {
  vi.useFakeTimers();
  return () => void vi.useRealTimers();
});

/** Whether a promise settles within this number of milliseconds. */
async function settlesWithin(milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  let isSettled = false;
  const note = () => {
    isSettled = true;
  };
  promise.then(note, note);
  await vi.advanceTimersByTimeAsync(milliseconds);
  return isSettled;
}

describe("A clock that is set back", () => {
  test.each([-3, 3])("by %i hours doesn't delay requests in adaptive mode", async (hours) => {
    const strategy = new AdaptiveRetryStrategy(async () => 3);
    const token = await strategy.acquireInitialRetryToken("");
    const refreshed = strategy.refreshRetryTokenForRetry(token, { errorType: "THROTTLING" });
    expect(await settlesWithin(5_000, refreshed)).toBe(true);
    vi.setSystemTime(Date.now() + hours * 3_600_000);
    for (let call = 0; call < 3; call++) {
      expect(await settlesWithin(5_000, strategy.acquireInitialRetryToken(""))).toBe(true);
    }
  });
});

test.each(["9".repeat(400), "99999999999999999999", "-1", "0"])(
  "A server that demands a retry after %s seconds is called again at most five seconds later than usual",
  async (value) => {
    const requestHandler = new RecordingHandler((_, count) =>
      count === 1 ? { status: 503, headers: { "retry-after": value } } : {},
    );
    const client = new WeatherClient({ region: "r", requestHandler });
    const sent = client.send(new ReadCommand({}));
    expect(await settlesWithin(5_050, sent)).toBe(true);
    const { attempts, totalRetryDelay = Number.NaN } = (await sent).$metadata;
    expect(attempts).toBe(2);
    expect(totalRetryDelay).toBeGreaterThanOrEqual(Number(value) > 0 ? 5_000 : 0);
  },
);
