import { describe, expect, onTestFinished, test, vi } from "vitest";
import { memoized, provider } from "../../../../src/runtime/base/provider.js";

describe("provider", () => {
  test("returns a function for a value, and a function unchanged", async () => {
    const given = async () => 1;
    expect(provider(given)).toBe(given);
    expect(await provider(2)()).toBe(2);
    expect(await provider(undefined)()).toBeUndefined();
  });
});

describe("memoized", () => {
  test("loads once, even for concurrent calls", async () => {
    const load = vi.fn(async () => ({}));
    const get = memoized(load);
    const [one, other] = await Promise.all([get(), get()]);
    expect(one).toBe(other);
    expect(await get()).toBe(one);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test("doesn't keep a failure", async () => {
    const load = vi.fn(async () => 1).mockRejectedValueOnce(new Error("once"));
    const get = memoized(load);
    await expect(Promise.all([get(), get()])).rejects.toThrow("once");
    expect(await get()).toBe(1);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("waits up to three seconds while another call loads, and then loads itself", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const load = vi.fn(async () => 1).mockReturnValueOnce(new Promise(() => {}));
    const get = memoized(load);
    void get();
    const second = get();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await second).toBe(1);
    expect(await get()).toBe(1);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("loads nothing before the first call", () => {
    const load = vi.fn(async () => 1);
    memoized(load);
    expect(load).not.toHaveBeenCalled();
  });
});
