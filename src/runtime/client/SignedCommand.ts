import type { HttpSigner, MetadataBearer } from "@smithy/types";
import { sigV4Signer } from "../platform/sigV4Signer.js";
import { Command } from "./Command.js";

/** A command whose operation needs AWS credentials. It brings the signer, so that an app without one has none in its bundle. */
export abstract class SignedCommand<Input extends object, Output extends MetadataBearer> extends Command<
  Input,
  Output
> {
  /** @internal */
  override get signer(): HttpSigner {
    return sigV4Signer;
  }
}
