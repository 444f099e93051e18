import { sha256 } from "./browser/Sha256.js";
import { utf8Decoder } from "./index.js";

/** SHA-256 of a text, or HMAC-SHA-256 with a key. In JavaScript, for the reasons in sigV4Signer.browser.ts. */
export function sha256OfText(text: string, key?: string | Uint8Array): Uint8Array {
  return sha256(utf8Decoder(text), typeof key === "string" ? utf8Decoder(key) : key);
}
