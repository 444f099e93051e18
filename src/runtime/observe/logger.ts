import type { AbsoluteLocation, InitializeHandlerOptions, Logger, MetadataBearer } from "@smithy/types";
import { quietly } from "../errors/thrown.js";
import type { InitializeMiddleware } from "../Middleware.js";

/** Writes one record per call to the configured logger, with everything sensitive masked. */
export const logger = (): InitializeMiddleware<object, MetadataBearer> => (next, context) =>
  context.logger === undefined || context.logger instanceof NoOpLogger
    ? next
    : async (args) => {
        const { clientName, commandName, logger, inputFilterSensitiveLog, outputFilterSensitiveLog } = context;
        try {
          const result = await next(args);
          const { $metadata: metadata, ...output } = result.output;
          void quietly(() =>
            logger?.info?.({
              clientName,
              commandName,
              input: inputFilterSensitiveLog?.(args.input),
              output: outputFilterSensitiveLog?.(output),
              metadata,
            }),
          );
          return result;
        } catch (error) {
          void quietly(() =>
            logger?.error?.({
              clientName,
              commandName,
              input: inputFilterSensitiveLog?.(args.input),
              error,
              metadata: (error as Partial<MetadataBearer>).$metadata,
            }),
          );
          throw error;
        }
      };

export const loggerMiddlewareOptions: InitializeHandlerOptions & AbsoluteLocation = {
  name: "loggerMiddleware",
  tags: ["LOGGER"],
  step: "initialize",
  override: true,
};

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
