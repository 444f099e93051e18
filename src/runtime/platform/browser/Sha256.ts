/** SHA-256, and HMAC by it, in JavaScript; dist/es holds it without what else comes with its package (`scripts/build/modules.ts`). */
export { Sha256Js as Sha256 } from "@smithy/core/checksum";
