import type { HandlerExecutionContext } from "./Middleware.js";

/** What Smithy's middleware tells each other about a call. */
export function smithyContext(context: HandlerExecutionContext): Record<string, unknown> {
  context.__smithy_context ??= {};
  return context.__smithy_context;
}
