import type { Provider, RetryStrategy, RetryStrategyV2 } from "@smithy/types";
import { StandardRetryStrategy } from "@smithy/util-retry";
import { loadAdaptiveRetryStrategy } from "../platform/index.js";
import { memoized, provider } from "../provider.js";

/** The caller's retry strategy, or the standard or adaptive one of AWS SDKs. */
export function retryStrategyProvider(
  given: RetryStrategy | RetryStrategyV2 | undefined,
  retryMode: string | Provider<string>,
  maxAttempts: Provider<number>,
): Provider<RetryStrategy | RetryStrategyV2> {
  if (given !== undefined) {
    return provider<RetryStrategy | RetryStrategyV2>(given);
  }
  return memoized(async () => {
    if ((await provider(retryMode)()) !== "adaptive") {
      return new StandardRetryStrategy({ maxAttempts: await maxAttempts() } as never);
    }
    const AdaptiveRetryStrategy = await loadAdaptiveRetryStrategy();
    return new AdaptiveRetryStrategy(maxAttempts, { maxAttempts: await maxAttempts() } as never);
  });
}
