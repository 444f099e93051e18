/**
 * A version 4 UUID. Guessing one is useless, so it does not need a cryptographic source, which takes Node.js a millisecond to load.
 */
export function randomUUID(): string {
  const version = `4${byte().slice(1)}`;
  const variant = `${"89ab"[Math.floor(Math.random() * 4)]}${byte().slice(1)}`;
  return `${byte()}${byte()}${byte()}${byte()}-${byte()}${byte()}-${version}${byte()}-${variant}${byte()}-${byte()}${byte()}${byte()}${byte()}${byte()}${byte()}`;
}

/** A table, because converting numbers for each ID would take a fifth of the CPU time of a call. */
const HEX_BYTES: readonly string[] = /* @__PURE__ */ Array.from({ length: 256 }, (_, value) =>
  (value + 256).toString(16).slice(1),
);

function byte(): string {
  return HEX_BYTES[Math.floor(Math.random() * 256)] as string;
}
