/** The code that differs between platforms. This file is for React Native, which has `fetch` and few other web APIs. */
import type { UserAgent } from "@smithy/types";

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
  platformDefaults,
  randomUUID,
  streamCollector,
  textOfBody,
  traceHeaders,
  utf8Decoder,
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
