/** Separate from the rest of the platform, so that only code that signs includes a hash. */
export { Sha256, sha256OfText } from "./node/Sha256.js";
