/** AWS SDKs pass over a value that can't be read, and look in the next place. */
export function valueOrUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
