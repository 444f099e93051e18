/**
 * A version 4 UUID. The ids mark calls and their attempts: to guess one gains nothing, so that they need no cryptographic
 * source, which React Native lacks and Node.js takes a millisecond to load.
 */
export function randomUUID(): string {
  const variant = "89ab"[Math.floor(Math.random() * 4)];
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}

function hex(digits: number): string {
  return Math.floor(Math.random() * 16 ** digits)
    .toString(16)
    .padStart(digits, "0");
}
