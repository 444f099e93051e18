/** A file of its own because few ask for it: it is loaded when they do. */
export { AdaptiveRetryStrategy } from "@smithy/util-retry";
