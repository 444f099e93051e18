import type {
  AbsoluteLocation,
  FinalizeRequestHandlerOptions,
  HttpRequest as IHttpRequest,
  Logger,
  MetadataBearer,
  Provider,
  RetryErrorInfo,
  RetryStrategy,
  RetryStrategyV2,
  RetryToken,
} from "@smithy/types";
import {
  type AnyHandler,
  type FinalizeRequestMiddleware,
  type Progress,
  progressOf,
  smithyContext,
} from "../base/Middleware.js";
import { bound, memoized, provider } from "../base/provider.js";
import { type AbortSignalLike, abortable, pause } from "../errors/abortable.js";
import { asError, withMetadata } from "../errors/thrown.js";
import { isHttpRequest } from "../http/httpMessages.js";
import { warn } from "../observe/logger.js";
import { randomUUID } from "../platform/index.js";
import { AdaptiveRetryStrategy } from "./AdaptiveRetryStrategy.js";
import { errorTypeOf, retryAfter, retryAfterHint, transientTypeOf } from "./errorTypeOf.js";
import { type Abortable, payRetry, refundRetry, retryBudget, StandardRetryStrategy } from "./StandardRetryStrategy.js";

/** A strategy with either of Smithy's interfaces. Those of AWS's clients and of this package have a mode. */
export type AnyRetryStrategy = (RetryStrategy | RetryStrategyV2) & { readonly mode?: string };

export interface RetryConfig {
  logger: Logger;
  maxAttempts: Provider<number>;
  retryStrategy: Provider<AnyRetryStrategy>;
}

/** Strategies of this package stop waiting when the call is aborted; others ignore the signal. */
interface Strategy extends RetryStrategyV2 {
  acquireInitialRetryToken(scope: string, abortSignal?: AbortSignalLike): Promise<RetryToken>;
  refreshRetryTokenForRetry(token: RetryToken, info: ErrorInfo & Abortable): Promise<RetryToken>;
}

/** Smithy's type requires an error. */
type ErrorInfo = Omit<RetryErrorInfo, "error"> & { error?: unknown };

type AnyStrategy = Strategy | OlderStrategy;

/** Smithy's `RetryStrategy` without the types of its middleware. */
interface OlderStrategy {
  mode?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments and the result of any repeated function.
  retry(next: AnyHandler, args: any): Promise<any>;
}

type Output = MetadataBearer & object;

/** The data that the attempts of one call share. */
export interface RetriedCall {
  readonly progress: Progress;
  readonly logger?: Logger | undefined;
  readonly abortSignal?: AbortSignalLike | undefined;
  readonly scope?: string | undefined;
  /** Sent to the service with each attempt. Without it, requests have no headers about attempts. */
  readonly maxAttempts?: number;
  readonly request?: IHttpRequest;
}

/** Sends a request again after a transient failure. The retry strategy decides how often and when. */
export const retry =
  (config: RetryConfig): FinalizeRequestMiddleware<object, Output> =>
  (next, context) =>
  async (args) => {
    const strategy: AnyStrategy = await config.retryStrategy();
    if (!isRetryStrategyV2(strategy)) {
      context.userAgent = [...(context.userAgent ?? []), ...userAgentOf(strategy)];
    }
    const request = isHttpRequest(args.request) ? args.request : undefined;
    const { abortSignal } = smithyContext(context);
    const call: RetriedCall = {
      // With `cacheMiddleware`, calls without a signal share their context.
      progress: abortSignal ? progressOf(context) : { attempts: 0, totalRetryDelay: 0 },
      logger: config.logger,
      abortSignal,
      scope: context.partition_id,
      maxAttempts: await config.maxAttempts(),
      ...(request && { request }),
    };
    const result = await withRetries(strategy, call, next, args);
    addProgress(result.output, call.progress);
    return result;
  };

/** Adds to the output's metadata. Middleware may have frozen it, or have returned an output without it. */
function addProgress(output: Partial<Output>, progress: Progress): void {
  const { $metadata } = output;
  if ($metadata === undefined) {
    Reflect.set(output, "$metadata", { ...progress });
  } else if (Object.isExtensible($metadata)) {
    Object.assign($metadata, progress);
  }
}

export const retryMiddlewareOptions: FinalizeRequestHandlerOptions & AbsoluteLocation = {
  name: "retryMiddleware",
  tags: ["RETRY"],
  step: "finalizeRequest",
  priority: "high",
  override: true,
};

/**
 * Calls `attempt` until it succeeds or the strategy refuses another attempt.
 *
 * @throws what the last attempt threw, with the number of attempts in its `$metadata`; the AbortError of an aborted call.
 */
export function withRetries<Args extends object, Result>(
  strategy: AnyStrategy,
  call: RetriedCall,
  attempt: (args: Args) => Promise<Result>,
  args: Args,
): Promise<Result> {
  const { progress } = call;
  if (!isRetryStrategyV2(strategy)) {
    // Strategies with the older interface make the attempts themselves.
    const counted = (request: Args): Promise<Result> => {
      progress.attempts++;
      return attempt(request);
    };
    return strategy.retry(counted, args);
  }
  return attemptsByStrategy(strategy, call, () => attempt(args));
}

async function attemptsByStrategy<Result>(
  strategy: Strategy,
  call: RetriedCall,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const { progress, abortSignal, logger, scope = "" } = call;
  let token = await interruptible(() => strategy.acquireInitialRetryToken(scope, abortSignal), abortSignal);
  // The first attempt is number 1, whatever the initial token says: it may have no count, as in tests.
  for (let attempts = 1; ; attempts = token.getRetryCount() + 1) {
    progress.attempts = attempts;
    announceAttempt(call);
    try {
      const result = await attempt();
      strategy.recordSuccess(token);
      return result;
    } catch (thrown) {
      const error = asError(thrown);
      if (isStream(call.request?.body)) {
        warn(logger, "An error was encountered in a non-retryable streaming request.");
        throw error;
      }
      const info = { ...errorInfoOf(thrown, logger), ...(abortSignal && { abortSignal }) };
      try {
        token = await interruptible(() => strategy.refreshRetryTokenForRetry(token, info), abortSignal);
      } catch (refused) {
        if (abortSignal?.aborted) {
          throw refused;
        }
        throw withMetadata(error, progress);
      }
      const delay = token.getRetryDelay();
      progress.totalRetryDelay += delayWhileAcquiring(token) + delay;
      if (delay > 0) {
        await pause(delay, abortSignal);
      }
    }
  }
}

/** Makes the attempts of a call according to a retry strategy. */
export type Repeat = <Result>(call: RetriedCall, attempt: () => Promise<Result>) => Promise<Result>;

/** Applies the rules of {@link StandardRetryStrategy} to calls without a strategy, which share its budget. */
export function standardRetries(maxAttempts: number): Repeat {
  const budget = retryBudget();
  return async (call, attempt) => {
    const { progress, abortSignal } = call;
    for (let cost: number | undefined; ; ) {
      progress.attempts++;
      announceAttempt(call);
      try {
        const result = await attempt();
        refundRetry(budget, cost);
        return result;
      } catch (thrown) {
        const paid = payRetry(
          budget,
          progress.attempts,
          maxAttempts,
          transientTypeOf(thrown),
          retryAfter(responseOf(thrown))[0],
        );
        if (paid === undefined) {
          throw withMetadata(asError(thrown), progress);
        }
        cost = paid[0];
        await pause(paid[1], abortSignal);
        progress.totalRetryDelay += paid[1];
      }
    }
  };
}

/** An abort ends the wait, even if the strategy ignores the signal. */
function interruptible<Result>(
  start: () => Promise<Result>,
  abortSignal: AbortSignalLike | undefined,
): Promise<Result> {
  return abortSignal === undefined ? start() : abortable(start, abortSignal);
}

/** Marks all attempts of a call with the same ID, and each with its number. */
function announceAttempt({ request, progress, maxAttempts }: RetriedCall): void {
  if (request !== undefined && maxAttempts !== undefined) {
    if (progress.attempts === 1) {
      request.headers["amz-sdk-invocation-id"] = randomUUID();
    }
    request.headers["amz-sdk-request"] = `attempt=${progress.attempts}; max=${maxAttempts}`;
  }
}

/** If a plugin replaced the body with a stream, it can be sent only once. */
function isStream(body: unknown): boolean {
  const { pipe, getReader }: Record<string, unknown> = Object(body);
  return typeof pipe === "function" || typeof getReader === "function";
}

function errorInfoOf(error: unknown, logger: Logger | undefined): ErrorInfo {
  const hint = retryAfterHint(responseOf(error), logger);
  return { error, errorType: errorTypeOf(error), ...(hint && { retryAfterHint: hint }) };
}

function responseOf(thrown: unknown): unknown {
  return Object(thrown).$response;
}

/** The standard strategies wait before they return the next token, which contains the duration. */
function delayWhileAcquiring(token: RetryToken): number {
  return token.$retryLog?.acquisitionDelay ?? 0;
}

function isRetryStrategyV2(strategy: AnyStrategy): strategy is Strategy {
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
 * @throws Error for a value that is neither Infinity nor a whole number of at least 1, such as
 * `Number(process.env.NOT_SET)`; if the option is a function, on its first use.
 */
export function attemptsProvider(given: number | Provider<number>): Provider<number> {
  return typeof given === "function" ? async () => checkedAttempts(await given()) : provider(checkedAttempts(given));
}

/** @throws Error for a value that is neither Infinity nor a whole number of at least 1, or its text. */
export function checkedAttempts(given: number): number {
  const attempts = typeof given === "string" ? Number(given) : given;
  if (typeof attempts !== "number" || !(attempts >= 1) || attempts % 1 > 0) {
    throw new Error(`maxAttempts must be a whole number of at least 1, got ${String(given)}.`);
  }
  return attempts;
}

/** The caller's retry strategy, or the standard or adaptive one of AWS SDKs. */
export function retryStrategyProvider(
  given: RetryStrategy | RetryStrategyV2 | undefined,
  retryMode: string | Provider<string>,
  maxAttempts: Provider<number>,
): Provider<AnyRetryStrategy> {
  return given
    ? provider<AnyRetryStrategy>(given)
    : bound(
        memoized(async () => {
          const isAdaptive = (await provider(retryMode)()) === "adaptive";
          const attempts = provider(await maxAttempts());
          // Not a dynamic import, because chunks of webpack and Rollup don't load in workers.
          return isAdaptive ? new AdaptiveRetryStrategy(attempts) : new StandardRetryStrategy(attempts);
        }),
      );
}
