import type { Provider } from "@smithy/types";
import { type Refresher, refresher } from "./refresher.js";

/** Returns a function for a value or for a function that returns it. */
export function provider<Value>(value: Value | Provider<Value>): Provider<Value>;
export function provider(value: Provider<unknown> | string): Provider<unknown> {
  if (typeof value === "function") {
    return value;
  }
  const promise = Promise.resolve(value);
  return () => promise;
}

/** Loads the value on first use and keeps it. A failure is not kept. */
export function memoized<Value>(load: Provider<Value>): Provider<Value> {
  let loaded: Promise<Value> | undefined;
  let loading: Refresher<{ readonly value: Value }, undefined> | undefined;
  return () => {
    if (loaded !== undefined) {
      return loaded;
    }
    // The promise of one caller's load may never settle for others, so they wait for it as for credentials.
    loading ??= refresher(async () => ({ value: await load() }), FOREVER);
    return loading.get(undefined).then((box) => {
      loaded = Promise.resolve((box as { value: Value }).value);
      // Frees memory: a client keeps eight of these.
      loading = undefined;
      return loaded;
    });
  };
}

const FOREVER = { remaining: () => Number.POSITIVE_INFINITY, refreshBelow: 0, waitBelow: 0 };

/**
 * Marks a value that a client derives from the rest of its configuration. In a copy of the configuration, as in
 * `new Client({ ...other.config, credentials })`, it does not count as set by the caller.
 */
export function bound<Option extends object>(option: Option): Option {
  return Object.assign(option, { clientBound: true });
}

/**
 * The option, unless another client derived it for itself.
 *
 * Proxies of Comlink and of mocking libraries have every property, so only `true` counts as the mark.
 */
export function unlessBound<Option>(option: Option): Option | undefined {
  return Object(option).clientBound === true ? undefined : option;
}
