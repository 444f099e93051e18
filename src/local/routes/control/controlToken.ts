import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { type HttpRequest, headerOf } from "../../server/request.js";

/** Goes into a header and the fragment of a URL as it is; short ones could be guessed. */
const FORM = /^[\w.~-]{16,256}$/;
const RANDOM_BYTES = 24;

/**
 * The token that requests to `/_control` must bring; a random one if none is given.
 *
 * @throws TypeError that does not repeat the token
 */
export function resolveControlToken(given: string | undefined): string {
  if (given === undefined) {
    return randomBytes(RANDOM_BYTES).toString("base64url");
  }
  if (typeof given !== "string" || !FORM.test(given)) {
    throw new TypeError("controlToken must have 16 to 256 characters, each a letter, a digit, or one of . _ ~ -");
  }
  return given;
}

/** Whether the request has `Authorization: Bearer TOKEN`. The time that this takes does not depend on the token. */
export function hasControlToken(request: HttpRequest, token: string): boolean {
  const [, sent = ""] = /^Bearer +([\w.~-]{1,256})$/i.exec(headerOf(request, "authorization") ?? "") ?? [];
  return timingSafeEqual(digest(sent), digest(token));
}

/** Digests have the same length, which `timingSafeEqual` needs. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
