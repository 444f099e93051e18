import type { AbortSignalLike } from "./onAbort.js";

/**
 * Calls `callback` when the signal is aborted. Returns a function that stops listening.
 *
 * Each call has its own listener, because only Node.js warns about many listeners.
 */
export function onAbort(signal: AbortSignalLike, callback: () => void): () => void {
  if ("addEventListener" in signal) {
    signal.addEventListener("abort", callback);
    return () => signal.removeEventListener("abort", callback);
  }
  // Smithy's old AbortSignal has only one handler. Ours is not removed, because a handler that has replaced it may call it.
  const former = signal.onabort as ((...event: unknown[]) => void) | null;
  signal.onabort = (...event: unknown[]) => {
    former?.apply(signal, event);
    callback();
  };
  return () => {};
}
