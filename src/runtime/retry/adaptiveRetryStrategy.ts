import type { Provider, RetryStrategyV2 } from "@smithy/types";
import { AdaptiveRetryStrategy } from "@smithy/util-retry";

/** A file of its own because few ask for it: it is loaded when they do. */
export async function adaptiveRetryStrategy(maxAttempts: Provider<number>): Promise<RetryStrategyV2> {
  return new AdaptiveRetryStrategy(maxAttempts, { maxAttempts: await maxAttempts() } as never);
}
