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
import { type AbortSignalLike, abortable, pause } from "../errors/abortable.js";
import { asError, noteMetadata } from "../errors/thrown.js";
import { type FinalizeRequestMiddleware, progressOf, randomUUID, smithyContext } from "../Middleware.js";
import { warn } from "../observe/logger.js";
import { isHttpRequest } from "../protocol/httpMessages.js";
import { bound, memoized, provider } from "../provider.js";
import { AdaptiveRetryStrategy } from "./AdaptiveRetryStrategy.js";
import { errorTypeOf, retryAfterHint } from "./errorTypeOf.js";
import { type Abortable, StandardRetryStrategy } from "./StandardRetryStrategy.js";

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

/**
 * The `maxAttempts` of a configuration, which may be numeric text.
 *
 * @throws Error for a value that is not a whole number of at least 1, such as `Number(process.env.NOT_SET)`; if the option is a
 * function, with its first use.
 */
export function attemptsProvider(given: number | Provider<number>): Provider<number> {
  return typeof given === "function" ? async () => checkedAttempts(await given()) : provider(checkedAttempts(given));
}

function checkedAttempts(given: number): number {
  const attempts = typeof given === "string" ? Number(given) : given;
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new Error(`maxAttempts must be a whole number of at least 1, got ${String(given)}.`);
  }
  return attempts;
}

/** The caller's retry strategy, or the standard or adaptive one of AWS SDKs. */
export function retryStrategyProvider(
  given: RetryStrategy | RetryStrategyV2 | undefined,
  retryMode: string | Provider<string>,
  maxAttempts: Provider<number>,
): Provider<RetryStrategy | RetryStrategyV2> {
  return given !== undefined
    ? provider<RetryStrategy | RetryStrategyV2>(given)
    : bound(
        memoized(async () => {
          const isAdaptive = (await provider(retryMode)()) === "adaptive";
          const attempts = provider(await maxAttempts());
          // Not by dynamic import: webpack's and Rollup's chunks don't load in workers.
          return isAdaptive ? new AdaptiveRetryStrategy(attempts) : new StandardRetryStrategy(attempts);
        }),
      );
}
