import type { HttpSigner } from "@smithy/types";
import { createSigV4Signer } from "../auth/sigV4Signer.js";
import { Sha256 } from "./node/Sha256.js";

/** Separate from the rest of the platform, so that only signed commands include the signer and the hash. */
export const sigV4Signer: HttpSigner = /* @__PURE__ */ createSigV4Signer(Sha256);
