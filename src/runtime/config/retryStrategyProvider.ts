import type { Provider, RetryStrategy, RetryStrategyV2 } from "@smithy/types";
import { bound } from "../bound.js";
import { memoized, provider } from "../provider.js";
import { AdaptiveRetryStrategy } from "../retry/AdaptiveRetryStrategy.js";
import { StandardRetryStrategy } from "../retry/StandardRetryStrategy.js";

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
