/** Nothing watches calls outside Node.js: there are neither tracing channels nor a module loader that tools hook. */
export { Client as WatchedClient } from "./Client.js";
