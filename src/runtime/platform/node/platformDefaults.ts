import { codecs } from "./bytes.js";
import { Sha256 } from "./Sha256.js";

/** Configuration that nobody has to give. In browsers the hash comes with the signer. */
export const platformDefaults: typeof codecs & { sha256: typeof Sha256 } = { ...codecs, sha256: Sha256 };
