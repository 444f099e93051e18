import type {
  AbsoluteLocation,
  FinalizeRequestHandlerOptions,
  Logger,
  MetadataBearer,
  Provider,
  RetryErrorInfo,
  RetryStrategy,
  RetryStrategyV2,
  RetryToken,
} from "@smithy/types";
import { progressOf, smithyContext } from "../callState.js";
import { type AbortSignalLike, abortable, pause } from "../errors/abortable.js";
import { asError } from "../errors/asError.js";
import { noteMetadata } from "../errors/noteMetadata.js";
import type { FinalizeRequestMiddleware } from "../Middleware.js";
import { warn } from "../NoOpLogger.js";
import { isHttpRequest } from "../protocol/HttpRequest.js";
import { randomUUID } from "../randomUUID.js";
import { errorTypeOf } from "../retry/errorTypeOf.js";
import { retryAfterHint } from "../retry/retryAfterHint.js";
import type { Abortable } from "../retry/StandardRetryStrategy.js";

export interface RetryConfig {
  logger: Logger;
  maxAttempts: Provider<number>;
  retryStrategy: Provider<RetryStrategy | RetryStrategyV2>;
}
/** Strategies of this package end their waits with the call; others ignore the signal. */
interface Strategy extends RetryStrategyV2 {
  acquireInitialRetryToken(scope: string, abortSignal?: AbortSignalLike): Promise<RetryToken>;
  refreshRetryTokenForRetry(token: RetryToken, info: RetryErrorInfo & Abortable): Promise<RetryToken>;
}
type Output = MetadataBearer & object;

/** Sends again what failed for a passing reason, as often and as late as the retry strategy says. */
export const retry =
  (config: RetryConfig): FinalizeRequestMiddleware<object, Output> =>
  (next, context) =>
  async (args) => {
    const progress = progressOf(context);
    const strategy: Strategy | RetryStrategy = await config.retryStrategy();
    if (!isRetryStrategyV2(strategy)) {
      // The older kind of strategy runs the attempts itself.
      context.userAgent = [...(context.userAgent ?? []), ...userAgentOf(strategy)];
      const counted: typeof next = (request) => {
        progress.attempts++;
        return next(request);
      };
      return strategy.retry(counted as never, args as never) as never;
    }
    const abortSignal = smithyContext(context).abortSignal as AbortSignalLike | undefined;
    const scope = (context.partition_id as string | undefined) ?? "";
    let token = await abortable(() => strategy.acquireInitialRetryToken(scope, abortSignal), abortSignal);
    const maxAttempts = await config.maxAttempts();
    const request = isHttpRequest(args.request) ? args.request : undefined;
    if (request !== undefined) {
      request.headers["amz-sdk-invocation-id"] = randomUUID();
    }
    for (;;) {
      progress.attempts = token.getRetryCount() + 1;
      if (request !== undefined) {
        request.headers["amz-sdk-request"] = `attempt=${progress.attempts}; max=${maxAttempts}`;
      }
      try {
        const result = await next(args);
        strategy.recordSuccess(token);
        Object.assign(result.output.$metadata, progress);
        return result;
      } catch (thrown) {
        const error = asError(thrown) as Error & Partial<MetadataBearer>;
        if (isStream(request?.body)) {
          warn(config.logger, "An error was encountered in a non-retryable streaming request.");
          throw error;
        }
        const info = { ...errorInfoOf(thrown, config.logger), ...(abortSignal && { abortSignal }) };
        try {
          token = await abortable(() => strategy.refreshRetryTokenForRetry(token, info), abortSignal);
        } catch (refused) {
          if (abortSignal?.aborted) {
            throw refused;
          }
          noteMetadata(error, progress);
          throw error;
        }
      }
      const delay = token.getRetryDelay();
      progress.totalRetryDelay += delayWhileAcquiring(token) + delay;
      if (delay > 0) {
        await pause(delay, abortSignal);
      }
    }
  };

export const retryMiddlewareOptions: FinalizeRequestHandlerOptions & AbsoluteLocation = {
  name: "retryMiddleware",
  tags: ["RETRY"],
  step: "finalizeRequest",
  priority: "high",
  override: true,
};

/** A body that a plugin made a stream is gone once it was sent. */
function isStream(body: unknown): boolean {
  const { pipe, getReader } = Object(body) as { pipe?: unknown; getReader?: unknown };
  return typeof pipe === "function" || typeof getReader === "function";
}

function errorInfoOf(error: unknown, logger: RetryConfig["logger"]): RetryErrorInfo {
  const hint = retryAfterHint((error as { $response?: unknown } | undefined)?.$response, logger);
  return { error: error as never, errorType: errorTypeOf(error), ...(hint && { retryAfterHint: hint }) };
}

/** The standard strategies wait before they hand out the next token, and note for how long. */
function delayWhileAcquiring(token: RetryToken): number {
  return (token as { $retryLog?: { acquisitionDelay: number } }).$retryLog?.acquisitionDelay ?? 0;
}

function isRetryStrategyV2(strategy: RetryStrategy | Strategy): strategy is Strategy {
  return (
    "acquireInitialRetryToken" in strategy && "refreshRetryTokenForRetry" in strategy && "recordSuccess" in strategy
  );
}

function userAgentOf({ mode }: { mode?: string }): [string, string][] {
  return mode ? [["cfg/retry-mode", mode]] : [];
}
