import type { HandlerExecutionContext } from "./Middleware.js";

/** What Smithy's middleware notes about a call. */
export function smithyContext(context: HandlerExecutionContext): Record<string, unknown> {
  context.__smithy_context ??= {};
  return context.__smithy_context;
}

/** What `$metadata` says about retries. */
export interface Progress {
  attempts: number;
  totalRetryDelay: number;
}

/** Beside the calls' contexts, which plugins compare and copy. */
const progressOfCalls = new WeakMap<object, Progress>();

/** The progress of the call with this context: an abort may end the call when the retry middleware cannot say it. */
export function progressOf(context: object): Progress {
  let progress = progressOfCalls.get(context);
  if (progress === undefined) {
    progress = { attempts: 0, totalRetryDelay: 0 };
    progressOfCalls.set(context, progress);
  }
  return progress;
}
