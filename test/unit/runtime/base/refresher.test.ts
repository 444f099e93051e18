import { expect, onTestFinished, test, vi } from "vitest";
import { type Extend, type RefreshPolicy, refresher } from "../../../../src/runtime/base/refresher.js";

const MINUTE = 60_000;

interface Loaded {
  number: number;
  expiresAt: number;
}

/** A refresher whose loads are settled one by one by the test, with stopped clocks. */
function startRefresher(policy: Partial<RefreshPolicy<Loaded>> = {}) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const loads: { resolve(life?: number): void; reject(error: unknown): void; extend: Extend }[] = [];
  const failures: unknown[] = [];
  const { get, free } = refresher(
    (_: { forceRefresh?: boolean } | undefined, extend) =>
      new Promise<Loaded>((resolve, reject) => {
        const number = loads.length + 1;
        loads.push({
          resolve: (life = 60 * MINUTE) => resolve({ number, expiresAt: Date.now() + life }),
          reject,
          extend,
        });
      }),
    {
      remaining: ({ expiresAt }) => expiresAt - Date.now(),
      refreshBelow: 5 * MINUTE,
      waitBelow: MINUTE,
      repeatsErrors: true,
      onFailure: (error) => void failures.push(error),
      ...policy,
    },
  );
  const load = (number: number) => {
    const found = loads[number - 1];
    if (found === undefined) {
      throw new Error(`Load ${number} has not started.`);
    }
    return found;
  };
  return {
    free,
    failures,
    load,
    loadCount: () => loads.length,
    number: async (options?: { forceRefresh?: boolean }) => (await get(options))?.number,
    /** Loads a value and advances the time until this much of its life is left. */
    async loadUntil(left: number, life = 60 * MINUTE): Promise<void> {
      const loading = get(undefined);
      load(1).resolve(life);
      await loading;
      vi.advanceTimersByTime(life - left);
    },
  };
}

/** Runs everything that is due. */
const settle = () => vi.advanceTimersByTimeAsync(0);

test("a request is shared, and joined for at most three seconds", async () => {
  const { number, load, loadCount } = startRefresher();
  const [first, second] = [number(), number()];
  await vi.advanceTimersByTimeAsync(2_999);
  expect(loadCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(loadCount()).toBe(2);
  const third = number();
  load(2).resolve();
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  // The caller that started the first flight still waits for it.
  load(1).resolve();
  expect(await first).toBe(1);
});

test("a request whose timers have stopped is not joined once it is too old according to the clock", async () => {
  const { number, load, loadCount } = startRefresher();
  void number();
  vi.setSystemTime(Date.now() + 4_000);
  const later = number();
  expect(loadCount()).toBe(2);
  load(2).resolve();
  expect(await later).toBe(2);
  expect(await number()).toBe(2);
  expect(loadCount()).toBe(2);
});

test("a request can ask for more time, but only as much as it needs", async () => {
  const { number, load, loadCount } = startRefresher();
  void number();
  load(1).extend(30_000);
  await vi.advanceTimersByTimeAsync(20_000);
  void number();
  expect(loadCount()).toBe(1);
  load(1).extend(3_000);
  await vi.advanceTimersByTimeAsync(3_000);
  void number();
  expect(loadCount()).toBe(2);
});

test("a late failure of an old request changes nothing", async () => {
  const { number, load, loadCount, loadUntil } = startRefresher();
  await loadUntil(30_000);
  const old = number();
  vi.setSystemTime(Date.now() + 4_000);
  const young = number();
  load(2).reject(new Error("late"));
  expect(await old).toBe(1);
  load(3).resolve();
  expect(await young).toBe(3);
  expect(await number()).toBe(3);
  expect(loadCount()).toBe(3);
});

test("a request that never settles doesn't stop background refreshes", async () => {
  const { number, load, loadCount, loadUntil } = startRefresher();
  await loadUntil(4 * MINUTE);
  expect(await number()).toBe(1);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(await number()).toBe(1);
  expect(loadCount()).toBe(3);
  load(3).resolve();
  await settle();
  expect(await number()).toBe(3);
});

test("a refresh that fails returns the value while it is usable, even in the last minute", async () => {
  const { number, load, loadUntil, failures } = startRefresher();
  await loadUntil(59_000);
  const waiting = number();
  load(2).reject("down");
  expect(await waiting).toBe(1);
  expect(failures).toEqual(["down"]);
});

test("retries after failed refreshes are 1, 2, 4, 8, 16, 30, and again 30 seconds apart", async () => {
  const { number, load, loadCount, loadUntil } = startRefresher();
  await loadUntil(5 * MINUTE - 1);
  for (const [index, pause] of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
    expect(await number()).toBe(1);
    expect(loadCount()).toBe(index + 2);
    load(index + 2).reject("down");
    await settle();
    vi.advanceTimersByTime(pause - 1);
    expect(await number()).toBe(1);
    expect(loadCount()).toBe(index + 2);
    vi.advanceTimersByTime(1);
  }
});

test("the last error is repeated during a pause if the value has expired, but never before the first value", async () => {
  const { number, load, loadCount } = startRefresher();
  const first = number();
  load(1).reject("no network");
  await expect(first).rejects.toBe("no network");
  const second = number();
  load(2).resolve(MINUTE);
  expect(await second).toBe(2);
  vi.advanceTimersByTime(MINUTE);
  const third = number();
  load(3).reject("down");
  await expect(third).rejects.toBe("down");
  await expect(number()).rejects.toBe("down");
  expect(loadCount()).toBe(3);
  vi.advanceTimersByTime(1_000);
  const fourth = number();
  load(4).resolve();
  expect(await fourth).toBe(4);
});

test("without repetition, an expired value is requested with each call", async () => {
  const { number, load, loadCount, loadUntil } = startRefresher({ repeatsErrors: false });
  await loadUntil(0);
  for (const attempt of [2, 3]) {
    const failing = number();
    load(attempt).reject("down");
    await expect(failing).rejects.toBe("down");
  }
  expect(loadCount()).toBe(3);
});

test("a new value that expires soon is used for a second before the next refresh", async () => {
  const { number, load, loadCount, loadUntil } = startRefresher({ waitBelow: 5 * MINUTE });
  await loadUntil(4 * MINUTE, 4 * MINUTE);
  expect([await number(), await number(), loadCount()]).toEqual([1, 1, 1]);
  vi.advanceTimersByTime(1_000);
  const next = number();
  load(2).resolve(4 * MINUTE);
  expect(await next).toBe(2);
});

test("a forced refresh is sent during a pause, and the caller receives its error", async () => {
  const { number, load, loadUntil } = startRefresher();
  await loadUntil(4 * MINUTE);
  await number();
  load(2).reject("down");
  await settle();
  const forced = number({ forceRefresh: true });
  load(3).reject("still down");
  await expect(forced).rejects.toBe("still down");
  expect(await number()).toBe(1);
});

test("`free` ends the wait of all callers, including those who wait for an abandoned request", async () => {
  const { number, free, loadCount } = startRefresher();
  const waiting = [number(), number()];
  vi.setSystemTime(Date.now() + 4_000);
  waiting.push(number(), number());
  expect(loadCount()).toBe(2);
  free();
  expect(await Promise.all(waiting)).toEqual([undefined, undefined, undefined, undefined]);
});
