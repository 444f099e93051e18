import type { HttpSigner, SmithyFeatures, StaticOperationSchema } from "@smithy/types";
import type { AbortSignalLike } from "../errors/addAbortListener.js";
import type { HandlerExecutionContext, SelectedHttpAuthScheme } from "./Middleware.js";

/** The data about a call that this client reads, with the types that its own middleware and Smithy's use. */
interface CallNotes {
  operation?: string;
  operationSchema?: StaticOperationSchema;
  commandInstance?: AuthCommand;
  selectedHttpAuthScheme?: SelectedHttpAuthScheme | undefined;
  features?: SmithyFeatures;
  abortSignal?: AbortSignalLike;
}

/** The part of a command that auth uses. Commands of other Smithy clients have no `signer`, not even an undefined one. */
export interface AuthCommand {
  readonly signer?: HttpSigner | undefined;
}

/** The data that Smithy's middleware adds about a call. */
export function smithyContext(context: HandlerExecutionContext): CallNotes {
  context.__smithy_context ??= {};
  return context.__smithy_context;
}

/** The members of `$metadata` about retries. */
export interface Progress {
  attempts: number;
  totalRetryDelay: number;
}

/** The key of the progress in a call's context. Not enumerable, because plugins compare and copy contexts. */
const PROGRESS: unique symbol = Symbol("progress");

/**
 * The progress of the call with this context: an abort may end the call while the retry middleware cannot report it.
 *
 * Stored in the context, because a `WeakMap` with an entry per call makes each garbage collection several times slower.
 */
export function progressOf(context: object & { [PROGRESS]?: Progress }): Progress {
  let progress = context[PROGRESS];
  if (progress === undefined) {
    progress = { attempts: 0, totalRetryDelay: 0 };
    Object.defineProperty(context, PROGRESS, { value: progress });
  }
  return progress;
}
