import type { HttpHandlerOptions } from "@smithy/types";

export type AbortSignalLike = NonNullable<HttpHandlerOptions["abortSignal"]>;

/** Calls `callback` when the signal is aborted. Returns a function that stops listening, if that is possible. */
export function addAbortListener(signal: AbortSignalLike, callback: () => void): () => void {
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
