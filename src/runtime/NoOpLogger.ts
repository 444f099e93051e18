import type { Logger } from "@smithy/types";
import { quietly } from "./quietly.js";

/** The logger of a client that was given none. */
export class NoOpLogger implements Logger {
  trace(): void {}
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

/** Warns through the logger; of a client without one, on the console. */
export function warn(logger: Logger, text: string): void {
  void quietly(() => (logger instanceof NoOpLogger ? console : logger).warn?.(text));
}
