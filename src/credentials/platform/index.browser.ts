/** What differs between platforms: this file is for those to which bytes are dear. */
export { PublicClient as OwnClient } from "../publicClient/PublicClient.js";
export { observedCommand } from "./publicCommand.js";
