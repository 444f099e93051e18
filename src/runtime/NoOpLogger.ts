import type { Logger } from "@smithy/types";

/** The logger of a client that was given none. */
export class NoOpLogger implements Logger {
  trace(): void {}
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

/** What must be said even by a client without a logger goes to the console. */
export function audible(logger: Logger): Logger {
  return logger instanceof NoOpLogger ? console : logger;
}
