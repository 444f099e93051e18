/** Outside Node.js, calls cannot be watched: there are neither tracing channels nor a module loader with hooks. */
export { Client as WatchedClient } from "./Client.js";
