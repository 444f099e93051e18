/** Milliseconds on a clock that cannot be set. Engines without a host do not have one. */
export function monotonicTime(): number {
  return globalThis.performance?.now() ?? Date.now();
}
