import { createSigner, type SigV4Config } from "../../auth/sigV4Signer.js";
import { Sha256 } from "./Sha256.js";

/** `client.config.signer` is there from the start, for packages that sign with a client's configuration. */
export function createDefaultSigner(config: SigV4Config): SigV4Config["signer"] {
  return createSigner(config, Sha256);
}
