import type { AbsoluteLocation, InitializeHandlerOptions, InitializeMiddleware, MetadataBearer } from "@smithy/types";

/** Writes one record per call to the configured logger, with everything sensitive masked. */
export const logger = (): InitializeMiddleware<object, MetadataBearer> => (next, context) => async (args) => {
  const { clientName, commandName } = context;
  const input = () => context.inputFilterSensitiveLog?.(args.input);
  try {
    const result = await next(args);
    if (context.logger?.info !== undefined) {
      const { $metadata, ...output } = result.output;
      context.logger.info({
        clientName,
        commandName,
        input: input(),
        output: context.outputFilterSensitiveLog?.(output),
        metadata: $metadata,
      });
    }
    return result;
  } catch (error) {
    context.logger?.error?.({
      clientName,
      commandName,
      input: input(),
      error,
      metadata: (error as Partial<MetadataBearer>).$metadata,
    });
    throw error;
  }
};

export const loggerMiddlewareOptions: InitializeHandlerOptions & AbsoluteLocation = {
  name: "loggerMiddleware",
  tags: ["LOGGER"],
  step: "initialize",
  override: true,
};
