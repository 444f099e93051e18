/** Separate from the rest of the platform, so that only code that signs includes a hash. */
import type { Hash, Hmac } from "node:crypto";
import type { Checksum, SourceData } from "@smithy/types";

/** SHA-256, or HMAC-SHA-256 with a secret, with the interface that Smithy packages expect. */
export class Sha256 implements Checksum {
  private readonly secret: SourceData | undefined;
  private hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.secret = secret;
    this.hash = hashFor(secret);
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {
    this.hash = hashFor(this.secret);
  }
}

/** SHA-256 of a text, or HMAC-SHA-256 with a key. */
export function sha256OfText(text: string, key?: string | Uint8Array): Uint8Array {
  return hashFor(key).update(text).digest();
}

function hashFor(secret: SourceData | undefined): Hash | Hmac {
  // Not imported: loading it takes Node.js two milliseconds or more, and public calls do not need it.
  const { createHash, createHmac } = process.getBuiltinModule("node:crypto");
  return secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array);
}
