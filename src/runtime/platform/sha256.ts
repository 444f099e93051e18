/** Apart from the rest of the platform: only code that signs brings a hash. */
export { sha256OfText } from "./node/Sha256.js";
