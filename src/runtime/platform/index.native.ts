/** What differs between platforms: this file is for React Native, which has `fetch` and little else of the web. */
export {
  bodyLengthOf,
  createDefaultSigner,
  credentialDefaultProvider,
  foreignSigner,
  HttpHandler,
  loadSetting,
  modeDefaults,
  streamCollector,
  traceHeaders,
  utf8Encoder,
} from "./index.browser.js";
export { platformDefaults } from "./native/bytes.js";
export { platformUserAgent, resolveAutoDefaultsMode } from "./native/environment.js";

export const runtime = "react-native";
