import type { HttpHandlerOptions } from "@smithy/types";

export type AbortSignalLike = NonNullable<HttpHandlerOptions["abortSignal"]>;

type Listener = readonly [callbacks: Set<() => void>, remove: () => void];

/** One listener per signal serves all calls that share it, because Node.js warns about a leak from the eleventh listener on. */
const listenerOf = new WeakMap<AbortSignalLike, Listener>();

/**
 * Calls `callback` when the signal is aborted. Returns a function that stops listening.
 *
 * The listener is removed with its last callback, because engines keep a signal in memory as long as it has a listener.
 */
export function onAbort(signal: AbortSignalLike, callback: () => void): () => void {
  const [callbacks, remove] = listenerOf.get(signal) ?? listen(signal);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) {
      remove();
    }
  };
}

function listen(signal: AbortSignalLike): Listener {
  const callbacks = new Set<() => void>();
  const abort = (): void => callbacks.forEach((callback) => void callback());
  let remove = (): void => {};
  if (typeof signal !== "object") {
    throw new Error(`abortSignal must be an AbortSignal, such as \`controller.signal\`, not a ${typeof signal}.`);
  }
  if ("addEventListener" in signal) {
    signal.addEventListener("abort", abort);
    remove = () => {
      signal.removeEventListener("abort", abort);
      listenerOf.delete(signal);
    };
  } else {
    // Smithy's old AbortSignal has only one handler. Ours is not removed, because a handler that has replaced it may call it.
    const former = signal.onabort as ((...event: unknown[]) => void) | null;
    signal.onabort = (...event: unknown[]) => {
      former?.apply(signal, event);
      abort();
    };
  }
  const listener = [callbacks, remove] as const;
  listenerOf.set(signal, listener);
  return listener;
}
