import type {
  HttpHandlerOptions,
  Provider,
  RetryErrorInfo,
  RetryErrorType,
  RetryStrategyV2,
  StandardRetryToken,
} from "@smithy/types";
import { pause } from "../errors/abortable.js";

/** What the retry middleware passes on beyond Smithy's interface: a wait ends with the call that it belongs to. */
export interface Abortable {
  abortSignal?: HttpHandlerOptions["abortSignal"];
}

/** Waits between attempts, in milliseconds: a random part of the base, doubled with each attempt (AWS SDKs, 2026). */
const BASE_DELAY_MS = 50;
const THROTTLING_BASE_DELAY_MS = 1_000;
const MAXIMUM_DELAY_MS = 20_000;
/** How much longer than its own wait the strategy lets a server make it wait. */
const MAXIMUM_EXTRA_DELAY_MS = 5_000;
/** Retries are paid for out of this, so that they end when a service answers nothing but errors. */
const CAPACITY = 500;
const COST = 14;
const THROTTLING_COST = 5;

/** The retry behaviour `standard` of AWS SDKs. */
export class StandardRetryStrategy implements RetryStrategyV2 {
  readonly mode: string = "standard";
  private readonly maxAttemptsProvider: Provider<number>;
  private capacity = CAPACITY;

  constructor(maxAttempts: Provider<number>) {
    this.maxAttemptsProvider = maxAttempts;
  }

  async acquireInitialRetryToken(_scope: string): Promise<StandardRetryToken> {
    return retryToken(0);
  }

  /**
   * Waits, and gives the token for the next attempt.
   *
   * @throws Error when there is to be none: the error is no passing one, or attempts or capacity are used up.
   */
  async refreshRetryTokenForRetry(
    token: StandardRetryToken,
    { errorType, retryAfterHint, abortSignal }: RetryErrorInfo & Abortable,
  ): Promise<StandardRetryToken> {
    const count = token.getRetryCount() + 1;
    const cost = errorType === "THROTTLING" ? THROTTLING_COST : COST;
    if (!isPassing(errorType) || count >= (await this.maxAttemptsProvider()) || this.capacity < cost) {
      throw new Error("No retry token available");
    }
    this.capacity -= cost;
    const base = errorType === "THROTTLING" ? THROTTLING_BASE_DELAY_MS : BASE_DELAY_MS;
    const own = Math.floor(Math.random() * Math.min(base * 2 ** (count - 1), MAXIMUM_DELAY_MS));
    const asked = (retryAfterHint?.getTime() ?? 0) - Date.now();
    const delay = Math.max(own, Math.min(asked, own + MAXIMUM_EXTRA_DELAY_MS));
    await pause(delay, abortSignal);
    return retryToken(count, cost, delay);
  }

  recordSuccess(token: StandardRetryToken): void {
    this.capacity = Math.min(CAPACITY, this.capacity + (token.getRetryCost() ?? 1));
  }

  /** What is left to pay retries out of. */
  getCapacity(): number {
    return this.capacity;
  }

  maxAttempts(): Promise<number> {
    return this.maxAttemptsProvider();
  }
}

function isPassing(errorType: RetryErrorType): boolean {
  return errorType === "THROTTLING" || errorType === "TRANSIENT";
}

/** The wait is over when the token is there; it tells how long it was. */
function retryToken(count: number, cost?: number, acquisitionDelay = 0): StandardRetryToken {
  return {
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => cost,
    $retryLog: { acquisitionDelay },
  };
}
