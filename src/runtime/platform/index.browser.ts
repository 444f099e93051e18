/** The code that differs between platforms. This file is for browsers, workers, and other platforms that have only `fetch`. */
import type { HttpSigner } from "@smithy/types";
import type { SigV4Config } from "../auth/createHttpSigner.js";
import { originOf } from "../http/httpMessages.js";
import type { RequestHandler } from "../http/RequestHandler.js";
import { sendByFetch } from "./browser/FetchHttpHandler.js";

export { randomUUID } from "../base/randomUUID.js";
export { bodyLengthOf, codecs as platformDefaults, utf8Decoder, utf8Encoder } from "./browser/bytes.js";
export {
  credentialDefaultProvider,
  loadSetting,
  platformUserAgent,
  resolveAutoDefaultsMode,
} from "./browser/environment.js";
export { FetchHttpHandler as HttpHandler, streamCollector, textOfBody } from "./browser/FetchHttpHandler.js";

export const runtime: string = "browser";
/** The header for the whole user agent. Browsers do not allow changing `user-agent`. */
export const userAgentHeader: string = "x-amz-user-agent";

/** Signed commands add the signer, so that a bundle without them does not contain it. */
export const foreignSigner: HttpSigner | undefined = undefined;
export const createDefaultSigner: ((config: SigV4Config) => SigV4Config["signer"]) | undefined = undefined;

/** The modes differ only in the connection timeout, which `fetch` does not have: all have the same retry mode. */
export function modeDefaults(): { retryMode?: string; connectionTimeout?: number } {
  return {};
}

/** There are neither environment variables nor shared config files here. */
export function configuredEndpoint(): undefined {
  return undefined;
}

/** Errors of `fetch` have no code; retry/errorTypeOf.ts recognizes their messages. */
export function isNetworkFailure(): boolean {
  return false;
}

/** The platform's request handler, with the default limits. */
export function defaultHandler(): Pick<RequestHandler, "handle"> {
  return {
    handle: async ({ method, headers, body, ...address }, options) => ({
      response: await sendByFetch(originOf(address) + address.path, { method, headers, body }, options),
    }),
  };
}

/** There are no Lambda functions here. */
export function traceHeaders(): undefined {
  return undefined;
}
