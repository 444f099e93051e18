/** Any value as text, also one that cannot be converted: a symbol, or an object whose `toString` is not a function. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
