/** The code that differs between platforms. This file is for React Native, which has `fetch` and few other web APIs. */
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
export { platformDefaults, platformUserAgent, resolveAutoDefaultsMode, utf8Decoder } from "./native/environment.js";

export const runtime: string = "react-native";
/** The header for the whole user agent. */
export const userAgentHeader: string = "user-agent";
