import type { HttpHandlerOptions } from "@smithy/types";

/**
 * Calls `callback` when the signal is aborted. Returns a function that stops listening, if that is possible.
 *
 * Each call has its own listener, because only Node.js warns about many listeners.
 */
export function onAbort(signal: NonNullable<HttpHandlerOptions["abortSignal"]>, callback: () => void): () => void {
  if ("addEventListener" in signal) {
    signal.addEventListener("abort", callback);
    return () => signal.removeEventListener("abort", callback);
  }
  // Smithy's old AbortSignal has only one handler. Ours is not removed, because a handler that has replaced it may call it.
  const former = signal.onabort;
  signal.onabort = (...event: unknown[]) => {
    if (former) {
      Reflect.apply(former, signal, event);
    }
    callback();
  };
  return () => {};
}
