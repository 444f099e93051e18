import { AsyncResource, executionAsyncId } from "node:async_hooks";
import * as timers from "node:timers";

/** As it is when this file is loaded: fake timers that a test sets later would hold callbacks back. */
const { setImmediate } = timers;

/** Undefined until asked for; then whether `setImmediate` was seen to be run by Node.js itself. */
let isReal: boolean | undefined;

/**
 * Whether callbacks can wait for the end of a turn of the event loop. That is so from the first turn's end on, and never with
 * a fake that was there before this file: what does not prove to be Node.js's own is not waited for.
 */
export function canWait(): boolean {
  if (isReal === undefined) {
    isReal = false;
    // Node.js runs it with an id of its own, given out between these two. Whoever calls a fake runs with another id.
    const before = nextAsyncId();
    setImmediate(() => {
      isReal = before < executionAsyncId() && executionAsyncId() < after;
    });
    const after = nextAsyncId();
  }
  return isReal;
}

/** Calls back at the end of this turn, in the asynchronous context of the caller; at once where nothing can wait. */
export function atEndOfTurn(callback: () => void): void {
  if (canWait()) {
    setImmediate(callback);
  } else {
    callback();
  }
}

/** Calls back once the event loop has looked for input: after a stall it runs timers first, and reads what has arrived second. */
export function afterPoll(callback: () => void): void {
  if (canWait()) {
    setImmediate(callback);
  } else {
    setTimeout(callback, 0);
  }
}

function nextAsyncId(): number {
  return new AsyncResource("cognito-identity-client").asyncId();
}
