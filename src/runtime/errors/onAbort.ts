import type { HttpHandlerOptions } from "@smithy/types";
import { onAbort as addListener } from "./onAbort.browser.js";

type AbortSignalLike = NonNullable<HttpHandlerOptions["abortSignal"]>;

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
    // The listener of an old signal stays, with its callbacks.
    if (callbacks.size === 0 && "removeEventListener" in signal) {
      remove();
      listenerOf.delete(signal);
    }
  };
}

function listen(signal: AbortSignalLike): Listener {
  if (typeof signal !== "object") {
    throw new Error(`abortSignal must be an AbortSignal, such as \`controller.signal\`, not a ${typeof signal}.`);
  }
  const callbacks = new Set<() => void>();
  const listener = [callbacks, addListener(signal, () => callbacks.forEach((callback) => void callback()))] as const;
  listenerOf.set(signal, listener);
  return listener;
}
