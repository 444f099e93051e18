import { AdaptiveRetryStrategy } from "@smithy/util-retry";

/** Not by dynamic import: a bundler that does not split would then keep all of the package, unused parts included. */
export async function loadAdaptiveRetryStrategy(): Promise<typeof AdaptiveRetryStrategy> {
  return AdaptiveRetryStrategy;
}
