import { getEventListeners } from "node:events";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { abortable, abortError, pause } from "../../../../src/runtime/errors/abortable.js";
import { onAbort } from "../../../../src/runtime/errors/onAbort.js";
import { settle } from "../../../turns.js";
import { rejectionOf } from "../world/rejectionOf.js";

const never = () => new Promise<never>(() => undefined);

/** An old-style AbortSignal: without events, with one handler. */
class LegacySignal {
  aborted = false;
  onabort: ((this: unknown, event?: unknown) => void) | null = null;
  abort(): void {
    this.aborted = true;
    this.onabort?.call(this, { type: "abort" });
  }
}

describe("abortable", () => {
  test("settles like the function that it runs", async () => {
    const { signal } = new AbortController();
    await expect(abortable(async () => 7, signal)).resolves.toBe(7);
    const failure = new Error("no");
    await expect(abortable(() => Promise.reject(failure), signal)).rejects.toBe(failure);
  });

  test("doesn't start if the signal has been aborted", async () => {
    const start = vi.fn(never);
    const error = await rejectionOf(abortable(start, AbortSignal.abort()));
    expect(error.name).toBe("AbortError");
    expect(start).not.toHaveBeenCalled();
  });

  test("rejects immediately, in the same turn of the event loop as the abort", async () => {
    const controller = new AbortController();
    const promise = rejectionOf(abortable(never, controller.signal));
    controller.abort();
    const winner = await Promise.race([promise, new Promise((resolve) => setImmediate(resolve, "late"))]);
    expect((winner as Error).name).toBe("AbortError");
  });

  test("uses one listener for a thousand calls that share a signal", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    onTestFinished(() => {
      process.off("warning", note);
    });
    const controller = new AbortController();
    const listen = vi.spyOn(controller.signal, "addEventListener");
    const calls = Array.from({ length: 1000 }, () => rejectionOf(abortable(never, controller.signal)));
    expect(listen).toHaveBeenCalledTimes(1);
    controller.abort();
    expect((await Promise.all(calls)).every(({ name }) => name === "AbortError")).toBe(true);
    await settle();
    expect(warnings).toEqual([]);
  });

  test("leaves nothing on a signal after its last call, however the call ended", async () => {
    const { signal } = new AbortController();
    const listeners = () => getEventListeners(signal, "abort").length;
    let finish: (() => void) | undefined;
    const long = abortable(() => new Promise<void>((resolve) => (finish = resolve)), signal);
    await abortable(async () => undefined, signal);
    await rejectionOf(abortable(() => Promise.reject(new Error("no")), signal));
    expect(listeners()).toBe(1);
    finish?.();
    await long;
    expect(listeners()).toBe(0);
  });

  test("adds a listener again to a signal that had no calls for a while", async () => {
    const controller = new AbortController();
    await abortable(async () => undefined, controller.signal);
    const call = rejectionOf(abortable(never, controller.signal));
    controller.abort();
    expect((await call).name).toBe("AbortError");
  });

  test("doesn't call the callback of a call that has ended", async () => {
    const controller = new AbortController();
    const called: string[] = [];
    const stop = onAbort(controller.signal, () => called.push("over"));
    onAbort(controller.signal, () => called.push("running"));
    stop();
    controller.abort();
    expect(called).toEqual(["running"]);
  });

  test("discards a call that throws instead of returning a promise", async () => {
    const controller = new AbortController();
    const reason = new Error("thrown");
    const throwing = () => {
      throw reason;
    };
    await expect(abortable(throwing, controller.signal)).rejects.toBe(reason);
    // No listener is left, which would read the reason.
    const read = vi.fn();
    Object.defineProperty(controller.signal, "reason", { get: read });
    controller.abort();
    expect(read).not.toHaveBeenCalled();
  });

  test("keeps the existing handler of an old-style signal", async () => {
    const signal = new LegacySignal();
    const own = vi.fn(function (this: unknown) {
      expect(this).toBe(signal);
    });
    signal.onabort = own;
    const calls = [rejectionOf(abortable(never, signal as never)), rejectionOf(abortable(never, signal as never))];
    signal.abort();
    expect((await Promise.all(calls)).map(({ name }) => name)).toEqual(["AbortError", "AbortError"]);
    expect(own).toHaveBeenCalledTimes(1);
    expect(own).toHaveBeenCalledWith({ type: "abort" });
  });

  test("doesn't start if an old-style signal has been aborted", async () => {
    const signal = new LegacySignal();
    signal.abort();
    expect((await rejectionOf(abortable(never, signal as never))).name).toBe("AbortError");
  });
});

describe("pause", () => {
  test("leaves no timer that keeps the process alive after an abort", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const controller = new AbortController();
    const paused = rejectionOf(pause(60_000, controller.signal));
    expect(vi.getTimerCount()).toBe(1);
    controller.abort();
    expect((await paused).name).toBe("AbortError");
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("abortError", () => {
  test.each([
    ["no reason of one's own", AbortSignal.abort(), "Request aborted"],
    ["a text", AbortSignal.abort("the user went away"), "the user went away"],
    ["a number", AbortSignal.abort(42), "42"],
    ["an empty text", AbortSignal.abort(""), "Request aborted"],
  ])("has the message for %s", (_case, signal, message) => {
    const error = abortError(signal);
    expect(error).toMatchObject({ name: "AbortError", message });
  });

  test("keeps an error as its cause", () => {
    const reason = new RangeError("too far");
    expect(abortError(AbortSignal.abort(reason))).toMatchObject({ message: "Request aborted", cause: reason });
  });

  test("has a cause that says so if the signal timed out", async () => {
    const signal = AbortSignal.timeout(5);
    const error = await rejectionOf(abortable(never, signal));
    expect(error.name).toBe("AbortError");
    expect((error.cause as Error).name).toBe("TimeoutError");
  });
});
