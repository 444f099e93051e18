/** What differs between platforms: this file is Node.js's; bundlers put index.browser.ts in its place, for React Native, too. */
export { CognitoIdentityClient as OwnClient } from "../../generated/CognitoIdentityClient.js";
export { observedCommand } from "./clientCommand.js";
