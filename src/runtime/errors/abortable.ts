import type { HttpHandlerOptions } from "@smithy/types";
import { withCallerStack } from "../../hints/hinted.js";
import { onAbort } from "./onAbort.js";
import { isError, textOf, withMetadata } from "./thrown.js";

export type AbortSignalLike = NonNullable<HttpHandlerOptions["abortSignal"]>;

/**
 * Runs `start` until it settles or the signal, if there is one, is aborted, whichever comes first.
 *
 * @throws the AbortError of {@link abortError}, at once; `start` is not called if the signal is already aborted.
 */
export function abortable<Result>(start: () => Promise<Result>, signal: AbortSignalLike | undefined): Promise<Result> {
  if (!signal) {
    return start();
  }
  // React Native's `finally` requires a function.
  let stopListening = (): void => {};
  return new Promise<Result>((resolve, reject) => {
    const abort = () => reject(abortError(signal));
    if (signal.aborted) {
      abort();
    } else {
      stopListening = onAbort(signal, abort);
      (async () => start())().then(resolve, reject);
    }
  }).finally(() => stopListening());
}

/**
 * Runs a whole call. An abort ends it immediately.
 *
 * @param progress - the data about attempts for the `$metadata` of the AbortError.
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
        throw signal.aborted && error instanceof Error && error.name === "AbortError"
          ? withMetadata(error, progress())
          : error;
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

/** An error named "AbortError", with the same message and enumerable cause as in `@smithy/core` 3.41.1. */
export function abortError(signal: AbortSignalLike): Error {
  const { reason }: Record<string, unknown> = Object(signal);
  const hasCause = isError(reason);
  const error = new Error(reason && !hasCause ? textOf(reason) : "Request aborted");
  return withCallerStack(Object.assign(error, { name: "AbortError" }, hasCause && { cause: reason }));
}
