import type { HttpSigner } from "@smithy/types";
import { createSigV4Signer } from "../auth/sigV4.js";
import { Sha256 } from "./node/crypto.js";

/** Apart from the rest of the platform: only signed commands bring signer and hash. */
export const sigV4Signer: HttpSigner = /* @__PURE__ */ createSigV4Signer(Sha256);
