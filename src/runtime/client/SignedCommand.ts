import type { HttpSigner, MetadataBearer } from "@smithy/types";
import { createHttpSigner } from "../auth/createHttpSigner.js";
import { Sha256 } from "../platform/sha256.js";
import { Command } from "./Command.js";

const sigV4Signer = /* @__PURE__ */ createHttpSigner(Sha256);

/** A command whose operation needs AWS credentials. It adds the signer, so that a bundle without signed commands does not contain one. */
export abstract class SignedCommand<Input extends object, Output extends MetadataBearer> extends Command<
  Input,
  Output
> {
  /** @internal */
  override get signer(): HttpSigner {
    return sigV4Signer;
  }
}
