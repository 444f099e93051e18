/**
 * The code that differs between platforms. This file is for Node.js and similar server runtimes.
 *
 * Bundlers replace it with index.browser.ts or index.native.ts, through the `browser` and `react-native` fields of package.json. All three
 * export the same names.
 */

import { defaultOptions } from "../http/RequestHandler.js";
import { NodeHttpHandler } from "./node/NodeHttpHandler.js";

export {
  bodyLengthOf,
  platformDefaults,
  randomUUID,
  streamCollector,
  textOfBody,
  utf8Decoder,
  utf8Encoder,
} from "./node/bytes.js";
export { credentialDefaultProvider } from "./node/credentialDefaultProvider.js";
export { platformUserAgent, traceHeaders } from "./node/environment.js";
export { configuredEndpoint, loadSetting, modeDefaults, resolveAutoDefaultsMode } from "./node/loadSetting.js";
export { NodeHttpHandler as HttpHandler } from "./node/NodeHttpHandler.js";
export { isNetworkFailure } from "./node/networkErrors.js";
export { createDefaultSigner, foreignSigner } from "./node/signer.js";

/** The platform's request handler, with the default limits. */
export function defaultHandler(): NodeHttpHandler {
  return new NodeHttpHandler(async () => defaultOptions);
}

export const runtime: string = "node";
/** The header for the whole user agent. */
export const userAgentHeader: string = "user-agent";
