import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Sha256 } from "../../../../src/runtime/platform/sha256.browser.js";

/** Lengths around the end of a block, where the padding needs another block. */
const lengths = [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1_000, 65_537];
const bytes = (length: number, factor = 7) => Uint8Array.from({ length }, (_, index) => index * factor + 3);
const hex = (hash: Uint8Array) => Buffer.from(hash).toString("hex");

describe("The hash for browsers", () => {
  test.each(lengths)("of %i bytes equals that of Node.js", async (length) => {
    const hash = new Sha256();
    hash.update(bytes(length));
    expect(hex(await hash.digest())).toBe(createHash("sha256").update(bytes(length)).digest("hex"));
  });

  test.each(lengths)("with a key of %i bytes equals the HMAC of Node.js", async (length) => {
    const key = bytes(length, 11);
    const hash = new Sha256(key);
    hash.update(bytes(100));
    expect(hex(await hash.digest())).toBe(createHmac("sha256", key).update(bytes(100)).digest("hex"));
  });

  test("accepts data in parts, and can be reset", async () => {
    const hash = new Sha256(bytes(32));
    for (const part of [bytes(70), bytes(0), bytes(5)]) {
      hash.update(part);
    }
    const whole = Buffer.concat([bytes(70), bytes(5)]);
    expect(hex(await hash.digest())).toBe(createHmac("sha256", bytes(32)).update(whole).digest("hex"));
    hash.reset();
    expect(hex(await hash.digest())).toBe(createHmac("sha256", bytes(32)).digest("hex"));
  });

  test("doesn't change key and data", async () => {
    const [key, data] = [bytes(64), bytes(64)];
    const hash = new Sha256(key);
    hash.update(data);
    await hash.digest();
    expect([key, data]).toEqual([bytes(64), bytes(64)]);
  });
});
