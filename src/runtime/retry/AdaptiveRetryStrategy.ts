import type { RetryErrorInfo, StandardRetryToken } from "@smithy/types";
import { monotonicTime } from "../base/monotonicTime.js";
import { pause } from "../errors/abortable.js";
import { type Abortable, StandardRetryStrategy } from "./StandardRetryStrategy.js";

/** How far a throttled client slows down, and how steeply it speeds up again (the cubic curve of RFC 9438). */
const BETA = 0.7;
const SCALE = 0.4;
/** The weight of the last half second in the measured rate. */
const SMOOTHING = 0.8;
const MEASURING_WINDOW_S = 0.5;
const MINIMUM_RATE = 0.5;

/** Not the device's clock, because no requests would be allowed after it is set back. */
const nowInSeconds = () => monotonicTime() / 1000;

/** The retry mode `adaptive` of AWS SDKs: after throttling, a client also delays first attempts. */
export class AdaptiveRetryStrategy extends StandardRetryStrategy {
  override readonly mode = "adaptive";
  private readonly rate = sendingRate();

  override async acquireInitialRetryToken(
    scope: string,
    abortSignal?: Abortable["abortSignal"],
  ): Promise<StandardRetryToken> {
    const token = await super.acquireInitialRetryToken(scope);
    await this.rate.acquire(abortSignal);
    return token;
  }

  override async refreshRetryTokenForRetry(
    token: StandardRetryToken,
    errorInfo: RetryErrorInfo & Abortable,
  ): Promise<StandardRetryToken> {
    this.rate.update(errorInfo.errorType === "THROTTLING");
    const next = await super.refreshRetryTokenForRetry(token, errorInfo);
    await this.rate.acquire(errorInfo.abortSignal);
    return next;
  }

  override recordSuccess(token: StandardRetryToken): void {
    this.rate.update(false);
    super.recordSuccess(token);
  }
}

interface SendingRate {
  /** Waits until the next attempt is allowed. */
  acquire(abortSignal: Abortable["abortSignal"]): Promise<void>;
  /** Adapts the rate to the result of an attempt. */
  update(wasThrottled: boolean): void;
}

/** Measures the rate of a client's attempts, and limits it from the first throttling on. */
function sendingRate(): SendingRate {
  let isLimited = false;
  /** The number of attempts allowed per second, and at once. */
  let fillRate = MINIMUM_RATE;
  let maximum = 1;
  let available = 0;
  let filledAt = 0;
  let measuredRate = 0;
  let measuredAt = Math.floor(nowInSeconds());
  let attempts = 0;
  let rateWhenThrottled = 0;
  let throttledAt = nowInSeconds();

  const fill = (): void => {
    const now = nowInSeconds();
    const since = Math.max(0, now - (filledAt || now));
    available = Math.min(maximum, available + since * fillRate);
    filledAt = now;
  };

  const measure = (): void => {
    const now = Math.floor(nowInSeconds() / MEASURING_WINDOW_S) * MEASURING_WINDOW_S;
    attempts++;
    if (now > measuredAt) {
      const rate = attempts / (now - measuredAt);
      measuredRate = rate * SMOOTHING + measuredRate * (1 - SMOOTHING);
      attempts = 0;
      measuredAt = now;
    }
  };

  return {
    async acquire(abortSignal) {
      if (!isLimited) {
        return;
      }
      fill();
      while (available < 1) {
        await pause(((1 - available) / fillRate) * 1000, abortSignal);
        fill();
      }
      available -= 1;
    },

    update(wasThrottled) {
      measure();
      const now = nowInSeconds();
      if (wasThrottled) {
        rateWhenThrottled = isLimited ? Math.min(measuredRate, fillRate) : measuredRate;
        throttledAt = now;
        isLimited = true;
      }
      const recovery = Math.cbrt((rateWhenThrottled * (1 - BETA)) / SCALE);
      const rate = wasThrottled
        ? rateWhenThrottled * BETA
        : SCALE * (now - throttledAt - recovery) ** 3 + rateWhenThrottled;
      fill();
      const allowed = Math.min(rate, 2 * measuredRate);
      fillRate = Math.max(allowed, MINIMUM_RATE);
      maximum = Math.max(allowed, 1);
      available = Math.min(available, maximum);
    },
  };
}
