import type { Checksum, SourceData } from "@smithy/types";
import { utf8Decoder } from "./index.js";

const BLOCK_SIZE = 64;
const ROUNDS = 64;

/** A hash: its eight words. */
interface Words extends Int32Array {
  0: number;
  1: number;
  2: number;
  3: number;
  4: number;
  5: number;
  6: number;
  7: number;
}

type Tables = readonly [initialHash: Int32Array, k: Int32Array, w: Int32Array];

/** Created with the first hash, because bundlers cannot remove a module that computes something when it is loaded. */
let tables: Tables | undefined;

/** The first 32 bits of the fractional parts of the roots of the first primes: square roots for the hash, cube roots for the rounds. */
function createTables(): Tables {
  const initialHash = new Int32Array(8);
  const k = new Int32Array(ROUNDS);
  for (let candidate = 2, found = 0; found < ROUNDS; candidate++) {
    let divisor = 2;
    while (candidate % divisor > 0) {
      divisor++;
    }
    if (divisor === candidate) {
      // Values beyond the end of an array are not stored.
      initialHash[found] = (candidate ** 0.5 % 1) * 2 ** 32;
      k[found++] = (candidate ** (1 / 3) % 1) * 2 ** 32;
    }
  }
  return [initialHash, k, new Int32Array(ROUNDS)];
}

/**
 * SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104), for the few kilobytes of a request.
 *
 * It takes 0.8 kB gzip. `@smithy/core` takes 1.9 kB for the same, and `@noble/hashes` 3.1 kB.
 */
export class Sha256 implements Checksum {
  private readonly key: Uint8Array | undefined;
  private data: Uint8Array = new Uint8Array();

  /** @param secret - always bytes, as from the signer. */
  constructor(secret?: SourceData) {
    this.key = secret as Uint8Array | undefined;
  }

  update(data: Uint8Array): void {
    this.data = joined(this.data, data);
  }

  async digest(): Promise<Uint8Array> {
    return sha256(this.data, this.key);
  }

  reset(): void {
    this.data = new Uint8Array();
  }
}

/** SHA-256, or HMAC-SHA-256 with a key. */
function sha256(data: Uint8Array, key?: Uint8Array): Uint8Array {
  if (key === undefined) {
    return hashOf(data);
  }
  const short = key.length > BLOCK_SIZE ? hashOf(key) : key;
  const padded = joined(short, new Uint8Array(BLOCK_SIZE - short.length));
  return hashOf(joined(exclusiveOr(padded, 0x5c), hashOf(joined(exclusiveOr(padded, 0x36), data))));
}

function exclusiveOr(key: Uint8Array, byte: number): Uint8Array {
  return key.map((each) => each ^ byte);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** The variables have the names from the standard. */
function hashOf(message: Uint8Array): Uint8Array {
  tables ??= createTables();
  const [initialHash, k, w] = tables;
  // A one bit, zeros, and the length in bits, so that the last block is full.
  const blocks = joined(message, new Uint8Array(BLOCK_SIZE + 8 - ((message.length + 8) % BLOCK_SIZE)));
  const view = new DataView(blocks.buffer);
  view.setUint8(message.length, 0x80);
  view.setUint32(blocks.length - 8, message.length / 2 ** 29);
  view.setUint32(blocks.length - 4, message.length << 3);
  const hash = initialHash.slice() as Words;
  for (let start = 0; start < blocks.length; start += BLOCK_SIZE) {
    let a = hash[0];
    let b = hash[1];
    let c = hash[2];
    let d = hash[3];
    let e = hash[4];
    let f = hash[5];
    let g = hash[6];
    let h = hash[7];
    for (let t = 0; t < ROUNDS; t++) {
      if (t < 16) {
        w[t] = view.getInt32(start + t * 4);
      } else {
        const x = w[t - 15] as number;
        const y = w[t - 2] as number;
        const sigma0 = rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
        const sigma1 = rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10);
        w[t] = (w[t - 16] as number) + (w[t - 7] as number) + sigma0 + sigma1;
      }
      const choice = (e & f) ^ (~e & g);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const t1 = h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + choice + (k[t] as number) + (w[t] as number);
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + majority) | 0;
    }
    const added = [a, b, c, d, e, f, g, h];
    for (let index = 0; index < 8; index++) {
      hash[index] = (hash[index] as number) + (added[index] as number);
    }
  }
  hash.forEach((value, index) => {
    view.setInt32(index * 4, value);
  });
  return blocks.slice(0, 32);
}

function rotated(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}

/** SHA-256 of a text, or HMAC-SHA-256 with a key. */
export function sha256OfText(text: string, key?: string | Uint8Array): Uint8Array {
  return sha256(utf8Decoder(text), typeof key === "string" ? utf8Decoder(key) : key);
}
