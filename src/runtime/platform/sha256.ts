/** Separate from the rest of the platform, so that only code that signs includes a hash. */
export { sha256OfText } from "./node/Sha256.js";
