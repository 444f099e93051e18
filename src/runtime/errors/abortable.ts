import type { HttpHandlerOptions } from "@smithy/types";
import { withCallerStack } from "../../hints/hinted.js";
import { noteMetadata, textOf } from "./thrown.js";

export type AbortSignalLike = NonNullable<HttpHandlerOptions["abortSignal"]>;

interface Listener {
  readonly callbacks: Set<() => void>;
  readonly remove: (() => void) | undefined;
}

/** One listener per signal serves all calls that share it: Node.js warns of a leak from the eleventh on. */
const listenerOf = new WeakMap<AbortSignalLike, Listener>();

/**
 * Runs `start` until it settles or the signal, if there is one, is aborted, whichever comes first.
 *
 * @throws the AbortError of {@link abortError}, at once; `start` is not called when the signal is aborted already.
 */
export function abortable<Result>(start: () => Promise<Result>, signal: AbortSignalLike | undefined): Promise<Result> {
  if (!signal) {
    return start();
  }
  if (signal.aborted) {
    return Promise.reject(abortError(signal));
  }
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(abortError(signal)));
    (async () => start())().finally(stopListening).then(resolve, reject);
  });
}

/**
 * A whole call, ended at once by an abort.
 *
 * @param progress - what the AbortError says about the attempts in its `$metadata`.
 * @throws the AbortError of {@link abortError}.
 */
export function abortableCall<Result>(
  start: () => Promise<Result>,
  signal: AbortSignalLike | undefined,
  progress: () => object,
): Promise<Result> {
  return !signal
    ? start()
    : abortable(start, signal).catch((error: unknown) => {
        if (signal.aborted && error instanceof Error && error.name === "AbortError") {
          noteMetadata(error, progress());
        }
        throw error;
      });
}

/** Resolves after `delay` milliseconds. An abort ends the wait and its timer, which would keep the process alive. */
export function pause(delay: number, signal: AbortSignalLike | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () =>
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, delay);
    });
  return abortable(wait, signal).finally(() => clearTimeout(timer));
}

/** An error named "AbortError" with the message and the enumerable cause that `@smithy/core` 3.41.1 gives it. */
export function abortError(signal: AbortSignalLike): Error {
  const { reason } = signal as { reason?: unknown };
  const isError = reason instanceof Error;
  const error = new Error(reason && !isError ? textOf(reason) : "Request aborted");
  return withCallerStack(Object.assign(error, { name: "AbortError" }, isError && { cause: reason }));
}

/**
 * Calls `callback` when the signal is aborted. Returns how to stop listening.
 *
 * The listener is removed with its last callback: engines keep a signal in memory as long as it has a listener.
 */
export function onAbort(signal: AbortSignalLike, callback: () => void): () => void {
  let listener = listenerOf.get(signal);
  if (listener === undefined) {
    listener = listen(signal);
    listenerOf.set(signal, listener);
  }
  const { callbacks, remove } = listener;
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) {
      remove?.();
    }
  };
}

function listen(signal: AbortSignalLike): Listener {
  const callbacks: Listener["callbacks"] = new Set();
  const abort = () => {
    for (const callback of callbacks) {
      callback();
    }
  };
  if ("addEventListener" in signal && typeof signal.addEventListener === "function") {
    signal.addEventListener("abort", abort);
    const remove = () => {
      signal.removeEventListener("abort", abort);
      listenerOf.delete(signal);
    };
    return { callbacks, remove };
  }
  // Smithy's own AbortSignal of old has one handler. Ours stays: what replaced it in the meantime may call it.
  const former = signal.onabort;
  signal.onabort = function (this: unknown, ...event: unknown[]) {
    (former as ((...event: unknown[]) => void) | null)?.apply(this, event);
    abort();
  } as typeof signal.onabort;
  return { callbacks, remove: undefined };
}
