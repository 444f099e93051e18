/** Apart from the rest of the platform: only signed commands bring the hash. */
export { Sha256 } from "./node/crypto.js";
