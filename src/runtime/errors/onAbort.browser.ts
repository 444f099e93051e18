/** Each call has its own listener, because only Node.js warns about many listeners. */
export { addAbortListener as onAbort } from "./addAbortListener.js";
