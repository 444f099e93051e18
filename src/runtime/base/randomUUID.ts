/**
 * A version 4 UUID. Guessing one is useless, so it does not need a cryptographic source, which React Native lacks.
 *
 * Node.js has a faster one, which is longer.
 */
export function randomUUID(): string {
  return "00000000-0000-4000-a000-000000000000".replace(/0/g, () => Math.floor(Math.random() * 16).toString(16));
}
