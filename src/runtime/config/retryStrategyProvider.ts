import type { Provider, RetryStrategy, RetryStrategyV2 } from "@smithy/types";
import { memoized, provider } from "../provider.js";
import { StandardRetryStrategy } from "../retry/StandardRetryStrategy.js";

/** The caller's retry strategy, or the standard or adaptive one of AWS SDKs. */
export function retryStrategyProvider(
  given: RetryStrategy | RetryStrategyV2 | undefined,
  retryMode: string | Provider<string>,
  maxAttempts: Provider<number>,
): Provider<RetryStrategy | RetryStrategyV2> {
  return given !== undefined
    ? provider<RetryStrategy | RetryStrategyV2>(given)
    : memoized(async () => {
        const isAdaptive = (await provider(retryMode)()) === "adaptive";
        const attempts = provider(await maxAttempts());
        if (!isAdaptive) {
          return new StandardRetryStrategy(attempts);
        }
        // A chunk of its own, where the bundler splits: few clients are adaptive.
        const { AdaptiveRetryStrategy } = await import("../retry/AdaptiveRetryStrategy.js");
        return new AdaptiveRetryStrategy(attempts);
      });
}
