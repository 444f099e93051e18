import type { HttpSigner } from "@smithy/types";
import { createConfigSigner, createHttpSigner, type SigV4Config } from "../../auth/createHttpSigner.js";
import { Sha256 } from "./Sha256.js";

/** Signs commands of other packages. In Node.js, every client contains a signer, because the size of a bundle matters less. */
export const foreignSigner: HttpSigner = createHttpSigner(Sha256);

/** `client.config.signer` is available from the start, for packages that sign with a client's configuration. */
export function createDefaultSigner(config: SigV4Config): SigV4Config["signer"] {
  return createConfigSigner(config, Sha256);
}
