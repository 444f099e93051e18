/** What differs between platforms: this file is for browsers and React Native, where bytes matter. */
export { clientCaller } from "./clientCaller.browser.js";
export { ownCaller } from "./ownCaller.browser.js";

/** There are neither environment variables nor files here. */
export async function configuredStsUrl(): Promise<string | undefined> {
  return undefined;
}
