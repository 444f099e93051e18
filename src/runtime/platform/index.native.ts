/** What differs between platforms: this file is for React Native, which has `fetch` and little else of the web. */
export {
  addTraceHeaders,
  bodyLengthOf,
  codecs,
  createDefaultSigner,
  createRequestHandler,
  credentialDefaultProvider,
  foreignSigner,
  loadSetting,
  randomUUID,
  Sha256,
  streamCollector,
} from "./index.browser.js";
export { platformUserAgent, resolveAutoDefaultsMode } from "./native/environment.js";

export const runtime = "react-native";
