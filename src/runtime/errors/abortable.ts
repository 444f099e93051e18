import type { HttpHandlerOptions } from "@smithy/types";

type AbortSignalLike = NonNullable<HttpHandlerOptions["abortSignal"]>;

/** One listener per signal serves all calls that share it: Node warns of a leak from the eleventh on. */
const callbacksOf = new WeakMap<AbortSignalLike, Set<() => void>>();

/**
 * Runs `start` until it settles or the signal is aborted, whichever comes first.
 *
 * @throws the AbortError of {@link abortError}, at once; `start` is not called when the signal is aborted already.
 */
export function abortable<Result>(start: () => Promise<Result>, signal: AbortSignalLike): Promise<Result> {
  if (signal.aborted) {
    return Promise.reject(abortError(signal));
  }
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(abortError(signal)));
    (async () => start())().then(resolve, reject).finally(stopListening);
  });
}

/** An error named "AbortError" whose message and cause are those of AWS's own request handlers. */
export function abortError(signal: AbortSignalLike): Error {
  const reason: unknown = "reason" in signal ? signal.reason : undefined;
  const isError = reason instanceof Error;
  const error = new Error(reason && !isError ? String(reason) : "Request aborted", isError ? { cause: reason } : {});
  error.name = "AbortError";
  return error;
}

/** Calls `callback` when the signal is aborted. Returns how to stop listening. */
export function onAbort(signal: AbortSignalLike, callback: () => void): () => void {
  let callbacks = callbacksOf.get(signal);
  if (callbacks === undefined) {
    callbacks = new Set();
    callbacksOf.set(signal, callbacks);
    listen(signal, callbacks);
  }
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

function listen(signal: AbortSignalLike, callbacks: Set<() => void>): void {
  const abort = () => {
    for (const callback of callbacks) {
      callback();
    }
    callbacks.clear();
  };
  if ("addEventListener" in signal && typeof signal.addEventListener === "function") {
    signal.addEventListener("abort", abort, { once: true });
    return;
  }
  // Smithy's own AbortSignal of old knows one handler only.
  const former = signal.onabort;
  signal.onabort = function (this: unknown, ...event: unknown[]) {
    (former as ((...event: unknown[]) => void) | null)?.apply(this, event);
    abort();
  } as typeof signal.onabort;
}
