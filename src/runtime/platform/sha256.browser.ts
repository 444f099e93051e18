/** JavaScript's own: the browser's is asynchronous, absent from pages without HTTPS, and slower for messages this short. */
export { Sha256 } from "@aws-crypto/sha256-js";
