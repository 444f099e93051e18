/** The code that differs between platforms. This file is for React Native, which has `fetch` and few other web APIs. */
import type { UserAgent } from "@smithy/types";
import { utf8Decoder as bytesOf, platformDefaults as codecs } from "./index.browser.js";

export {
  bodyLengthOf,
  configuredEndpoint,
  createDefaultSigner,
  credentialDefaultProvider,
  defaultHandler,
  foreignSigner,
  HttpHandler,
  isNetworkFailure,
  loadSetting,
  modeDefaults,
  randomUUID,
  streamCollector,
  textOfBody,
  traceHeaders,
  utf8Encoder,
} from "./index.browser.js";

export const runtime: string = "react-native";
/** The header for the whole user agent. */
export const userAgentHeader: string = "user-agent";

export function platformUserAgent(...others: UserAgent): UserAgent {
  return [["os/other"], ["lang/js"], ["md/rn"], ...others];
}

/** Phones use mobile networks. */
export async function resolveAutoDefaultsMode(): Promise<"mobile"> {
  return "mobile";
}

const REPLACEMENT = 0xfffd;

/** UTF-8 without TextEncoder as well: Hermes has it only since React Native 0.74. */
export function utf8Decoder(text: string): Uint8Array {
  return typeof TextEncoder === "function" ? bytesOf(text) : encoded(text);
}

/** As in browsers, except for the conversion of text to bytes. */
export const platformDefaults: typeof codecs = { ...codecs, utf8Decoder };

/** Encodes text as UTF-8 (RFC 3629, 3). */
function encoded(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const value = character.codePointAt(0) ?? 0;
    // Half of a surrogate pair is not a character (WHATWG Encoding, 4.4).
    const codePoint = value >= 0xd800 && value < 0xe000 ? REPLACEMENT : value;
    if (codePoint < 0x80) {
      bytes.push(codePoint);
    } else if (codePoint < 0x800) {
      bytes.push(0xc0 | (codePoint >> 6), continuation(codePoint));
    } else if (codePoint < 0x10000) {
      bytes.push(0xe0 | (codePoint >> 12), continuation(codePoint >> 6), continuation(codePoint));
    } else {
      bytes.push(
        0xf0 | (codePoint >> 18),
        continuation(codePoint >> 12),
        continuation(codePoint >> 6),
        continuation(codePoint),
      );
    }
  }
  return Uint8Array.from(bytes);
}

const continuation = (bits: number): number => 0x80 | (bits & 0x3f);
