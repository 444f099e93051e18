/**
 * The code that differs between platforms. This file is for Node.js and similar server runtimes.
 *
 * Bundlers replace it with index.browser.ts or index.native.ts, through the `browser` and `react-native` fields of package.json. All three
 * export the same names.
 */

import type { HttpSigner } from "@smithy/types";
import { createConfigSigner, createHttpSigner, type SigV4Config } from "../auth/createHttpSigner.js";
import { defaultOptions } from "../http/RequestHandler.js";
import { codecs } from "./node/bytes.js";
import { NodeHttpHandler } from "./node/NodeHttpHandler.js";
import { Sha256 } from "./sha256.js";

export {
  bodyLengthOf,
  randomUUID,
  streamCollector,
  textOfBody,
  utf8Decoder,
  utf8Encoder,
} from "./node/bytes.js";
export { credentialDefaultProvider, platformUserAgent, traceHeaders } from "./node/environment.js";
export { configuredEndpoint, loadSetting, modeDefaults, resolveAutoDefaultsMode } from "./node/loadSetting.js";
export { NodeHttpHandler as HttpHandler } from "./node/NodeHttpHandler.js";
export { isNetworkFailure } from "./node/networkErrors.js";

/** The platform's request handler, with the default limits. */
export function defaultHandler(): NodeHttpHandler {
  return new NodeHttpHandler(async () => defaultOptions);
}

export const runtime: string = "node";
/** The header for the whole user agent. */
export const userAgentHeader: string = "user-agent";

/** Optional configuration. In browsers, the signer contains the hash. */
export const platformDefaults: typeof codecs & { sha256: typeof Sha256 } = { ...codecs, sha256: Sha256 };

/** Signs commands of other packages. In Node.js, every client contains a signer, because the size of a bundle matters less. */
export const foreignSigner: HttpSigner = /* @__PURE__ */ createHttpSigner(Sha256);

/** `client.config.signer` is available from the start, for packages that sign with a client's configuration. */
export function createDefaultSigner(config: SigV4Config): SigV4Config["signer"] {
  return createConfigSigner(config, Sha256);
}
