/**
 * A version 4 UUID. Pages that are not served over HTTPS have no `crypto.randomUUID`, and React Native has no `crypto`;
 * the ids mark attempts of one call for the service's logs, so that guessing them gains nothing.
 */
export function randomUUID(): string {
  const { crypto } = globalThis as { crypto?: CryptoLike };
  if (crypto?.randomUUID) {
    return crypto.randomUUID();
  }
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => {
    const random = crypto?.getRandomValues?.(new Uint8Array(1))[0] ?? Math.floor(Math.random() * 256);
    return (Number(digit) ^ (random & (15 >> (Number(digit) / 4)))).toString(16);
  });
}

interface CryptoLike {
  randomUUID?: () => string;
  getRandomValues?: (bytes: Uint8Array) => Uint8Array;
}
