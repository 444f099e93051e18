import type { HttpSigner, MetadataBearer } from "@smithy/types";
import { sigV4Signer } from "../platform/sigV4Signer.js";
import { Command } from "./Command.js";

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
