import type { Logger } from "@smithy/types";
import { NoOpLogger, warn } from "../../NoOpLogger.js";

/** What this process was warned of: a client for each request would repeat it for each request. */
const warned = new Set<string>();

/** Warns through the logger, or else on the console; the same text once in a process. */
export function warnOnce(logger: Logger | undefined, text: string): void {
  if (!warned.has(text)) {
    warned.add(text);
    warn(logger ?? new NoOpLogger(), text);
  }
}
