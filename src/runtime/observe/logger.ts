import type { AbsoluteLocation, InitializeHandlerOptions, Logger, MetadataBearer } from "@smithy/types";
import type { HandlerExecutionContext, InitializeMiddleware } from "../base/Middleware.js";
import { quietly } from "../errors/thrown.js";

/** Writes one record per call to the configured logger, with sensitive values masked. */
export const logger = (): InitializeMiddleware<object, MetadataBearer> => (next, context) =>
  context.logger === undefined || context.logger instanceof NoOpLogger
    ? next
    : (args) => logged(() => next(args), args.input, context);

export const loggerMiddlewareOptions: InitializeHandlerOptions & AbsoluteLocation = {
  name: "loggerMiddleware",
  tags: ["LOGGER"],
  step: "initialize",
  override: true,
};

/** Makes a call and writes its record. Errors of the logger do not affect the call. */
export async function logged<Result extends { output: MetadataBearer }>(
  call: () => Promise<Result>,
  input: object,
  context: HandlerExecutionContext,
): Promise<Result> {
  const { clientName, commandName, logger, inputFilterSensitiveLog, outputFilterSensitiveLog } = context;
  const write = (level: "info" | "error", rest: () => object) =>
    void quietly(() =>
      logger?.[level]?.({ clientName, commandName, input: inputFilterSensitiveLog?.(input), ...rest() }),
    );
  try {
    const result = await call();
    const { $metadata: metadata, ...output } = result.output;
    write("info", () => ({ output: outputFilterSensitiveLog?.(output), metadata }));
    return result;
  } catch (error) {
    write("error", () => ({ error, metadata: Object(error).$metadata }));
    throw error;
  }
}

/** The default logger of a client. */
export class NoOpLogger implements Logger {
  trace(): void {}
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

/** Warns through the logger, or on the console if there is none. */
export function warn(logger: Logger | undefined, text: string): void {
  void quietly(() => (logger === undefined || logger instanceof NoOpLogger ? console : logger).warn?.(text));
}
