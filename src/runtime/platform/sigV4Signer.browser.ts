import type { HttpSigner } from "@smithy/types";
import { createSigV4Signer } from "../auth/sigV4Signer.js";
import { Sha256 } from "./browser/Sha256.js";

/** Uses a hash in JavaScript, because the browser's is not available on pages without HTTPS, and slower for short messages. */
export const sigV4Signer: HttpSigner = /* @__PURE__ */ createSigV4Signer(Sha256);
