import type { HttpSigner } from "@smithy/types";
import { createSigV4Signer } from "../auth/sigV4Signer.js";
import { Sha256 } from "./browser/Sha256.js";

/** With a hash in JavaScript: the browser's is absent from pages without HTTPS, and slower for messages this short. */
export const sigV4Signer: HttpSigner = /* @__PURE__ */ createSigV4Signer(Sha256);
