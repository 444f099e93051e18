import type { RetryErrorInfo, StandardRetryToken } from "@smithy/types";
import { pause } from "../errors/abortable.js";
import { monotonicTime } from "../stopwatch.js";
import { type Abortable, StandardRetryStrategy } from "./StandardRetryStrategy.js";

/** By how much a throttled client slows down, and how steeply it speeds up again (the cubic curve of RFC 9438). */
const BETA = 0.7;
const SCALE = 0.4;
/** The weight of the last half second in the measured rate. */
const SMOOTHING = 0.8;
const MEASURING_WINDOW_S = 0.5;
const MINIMUM_RATE = 0.5;

/** Not by the device's clock: while it is being set back, no request would be allowed. */
const nowInSeconds = () => monotonicTime() / 1000;

/** The retry behaviour `adaptive` of AWS SDKs: once throttled, a client also holds back first attempts. */
export class AdaptiveRetryStrategy extends StandardRetryStrategy {
  override readonly mode = "adaptive";
  private isLimited = false;
  /** Attempts a second that are allowed, and how many may go out at once. */
  private fillRate = MINIMUM_RATE;
  private maximum = 1;
  private available = 0;
  private filledAt = 0;
  private measuredRate = 0;
  private measuredAt = Math.floor(nowInSeconds());
  private attempts = 0;
  private rateWhenThrottled = 0;
  private throttledAt = nowInSeconds();

  override async acquireInitialRetryToken(
    scope: string,
    abortSignal?: Abortable["abortSignal"],
  ): Promise<StandardRetryToken> {
    const token = await super.acquireInitialRetryToken(scope);
    await this.acquire(abortSignal);
    return token;
  }

  override async refreshRetryTokenForRetry(
    token: StandardRetryToken,
    errorInfo: RetryErrorInfo & Abortable,
  ): Promise<StandardRetryToken> {
    this.update(errorInfo.errorType === "THROTTLING");
    const next = await super.refreshRetryTokenForRetry(token, errorInfo);
    await this.acquire(errorInfo.abortSignal);
    return next;
  }

  override recordSuccess(token: StandardRetryToken): void {
    this.update(false);
    super.recordSuccess(token);
  }

  private async acquire(abortSignal: Abortable["abortSignal"]): Promise<void> {
    if (!this.isLimited) {
      return;
    }
    this.fill();
    while (this.available < 1) {
      const delay = ((1 - this.available) / this.fillRate) * 1000;
      await pause(delay, abortSignal);
      this.fill();
    }
    this.available -= 1;
  }

  private fill(): void {
    const now = nowInSeconds();
    const since = Math.max(0, now - (this.filledAt || now));
    this.available = Math.min(this.maximum, this.available + since * this.fillRate);
    this.filledAt = now;
  }

  private update(wasThrottled: boolean): void {
    this.measure();
    const now = nowInSeconds();
    if (wasThrottled) {
      this.rateWhenThrottled = this.isLimited ? Math.min(this.measuredRate, this.fillRate) : this.measuredRate;
      this.throttledAt = now;
      this.isLimited = true;
    }
    const recovery = Math.cbrt((this.rateWhenThrottled * (1 - BETA)) / SCALE);
    const rate = wasThrottled
      ? this.rateWhenThrottled * BETA
      : SCALE * (now - this.throttledAt - recovery) ** 3 + this.rateWhenThrottled;
    this.fill();
    const allowed = Math.min(rate, 2 * this.measuredRate);
    this.fillRate = Math.max(allowed, MINIMUM_RATE);
    this.maximum = Math.max(allowed, 1);
    this.available = Math.min(this.available, this.maximum);
  }

  private measure(): void {
    const now = Math.floor(nowInSeconds() / MEASURING_WINDOW_S) * MEASURING_WINDOW_S;
    this.attempts++;
    if (now > this.measuredAt) {
      const rate = this.attempts / (now - this.measuredAt);
      this.measuredRate = rate * SMOOTHING + this.measuredRate * (1 - SMOOTHING);
      this.attempts = 0;
      this.measuredAt = now;
    }
  }
}
