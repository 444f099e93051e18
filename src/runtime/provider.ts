import type { Provider } from "@smithy/types";

/** A value, or the function that gets it, as the function. */
export function provider<Value>(value: Value | Provider<Value>): Provider<Value> {
  if (typeof value === "function") {
    return value as Provider<Value>;
  }
  const promise = Promise.resolve(value);
  return () => promise;
}

/** Gets the value on first need and keeps it; a failure is not kept. */
export function memoized<Value>(load: Provider<Value>): Provider<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= load().catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
}
