import type { Provider } from "@smithy/types";
import { type Refresher, refresher } from "./refresher.js";

/** A value, or the function that gets it, as the function. */
export function provider<Value>(value: Value | Provider<Value>): Provider<Value> {
  if (typeof value === "function") {
    return value as Provider<Value>;
  }
  const promise = Promise.resolve(value);
  return () => promise;
}

/** Loads the value when it is first needed and keeps it; a failure is not kept. */
export function memoized<Value>(load: Provider<Value>): Provider<Value> {
  let loaded: Promise<Value> | undefined;
  let loading: Refresher<{ readonly value: Value }, undefined> | undefined;
  return () => {
    if (loaded !== undefined) {
      return loaded;
    }
    // The promise of one caller's load may never settle for others: those wait for it as for credentials.
    loading ??= refresher(async () => ({ value: await load() }), FOREVER);
    return loading.get(undefined).then((box) => {
      loaded = Promise.resolve((box as { value: Value }).value);
      // No longer needed: a client keeps eight of these.
      loading = undefined;
      return loaded;
    });
  };
}

const FOREVER = { remaining: () => Number.POSITIVE_INFINITY, refreshBelow: 0, waitBelow: 0 };

/**
 * Marks what a client makes for itself from the rest of its configuration: in a configuration that is copied from it,
 * as in `new Client({ ...other.config, credentials })`, this does not count as given.
 */
export function bound<Option extends object>(option: Option): Option {
  return Object.assign(option, { clientBound: true });
}

/** The option, unless another client made it for itself. */
export function unlessBound<Option>(option: Option): Option | undefined {
  return Object(option).clientBound ? undefined : option;
}
