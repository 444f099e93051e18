import type { AdaptiveRetryStrategy } from "@smithy/util-retry";

export async function loadAdaptiveRetryStrategy(): Promise<typeof AdaptiveRetryStrategy> {
  return (await import("./AdaptiveRetryStrategy.js")).AdaptiveRetryStrategy;
}
