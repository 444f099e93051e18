/**
 * What differs between platforms: this file is Node.js's (and that of servers like it).
 *
 * Bundlers put index.browser.ts or index.native.ts in its place, by the `browser` and `react-native` fields of
 * package.json. All three export the same names.
 */

export { bodyLengthOf, utf8Encoder } from "./node/bytes.js";
export { createDefaultSigner } from "./node/createDefaultSigner.js";
export { credentialDefaultProvider } from "./node/credentialDefaultProvider.js";
export { loadSetting, resolveAutoDefaultsMode } from "./node/loadSetting.js";
export { modeDefaults } from "./node/modeDefaults.js";
export { NodeHttpHandler as HttpHandler } from "./node/NodeHttpHandler.js";
export { platformDefaults } from "./node/platformDefaults.js";
export { streamCollector } from "./node/streamCollector.js";
export { traceHeaders } from "./node/traceHeaders.js";
export { platformUserAgent } from "./node/userAgent.js";
export { sigV4Signer as foreignSigner } from "./sigV4Signer.js";

export const runtime = "node";
