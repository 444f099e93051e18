import { sha256 } from "./browser/Sha256.js";
import { utf8Decoder } from "./index.js";

// A hash in JavaScript, because the browser's is not available on pages without HTTPS, and slower for short messages.
export { Sha256 } from "./browser/Sha256.js";

/** SHA-256 of a text, or HMAC-SHA-256 with a key. */
export function sha256OfText(text: string, key?: string | Uint8Array): Uint8Array {
  return sha256(utf8Decoder(text), typeof key === "string" ? utf8Decoder(key) : key);
}
