/** What differs between platforms: this file is for React Native, which has `fetch` and little else of the web. */
export {
  addTraceHeaders,
  bodyLengthOf,
  createDefaultSigner,
  createRequestHandler,
  credentialDefaultProvider,
  foreignSigner,
  loadAdaptiveRetryStrategy,
  loadSetting,
  platformDefaults,
  randomUUID,
  streamCollector,
} from "./index.browser.js";
export { platformUserAgent, resolveAutoDefaultsMode } from "./native/environment.js";

export const runtime = "react-native";
