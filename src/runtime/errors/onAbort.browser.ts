import type { AbortSignalLike } from "./onAbort.js";

/**
 * Calls `callback` when the signal is aborted. Returns how to stop listening.
 *
 * Each call has a listener of its own: only Node.js warns of many.
 */
export function onAbort(signal: AbortSignalLike, callback: () => void): () => void {
  if ("addEventListener" in signal) {
    signal.addEventListener("abort", callback);
    return () => signal.removeEventListener("abort", callback);
  }
  // Smithy's own AbortSignal of old has one handler. Ours stays: what replaced it in the meantime may call it.
  const former = signal.onabort as ((...event: unknown[]) => void) | null;
  signal.onabort = (...event: unknown[]) => {
    former?.apply(signal, event);
    callback();
  };
  return () => {};
}
