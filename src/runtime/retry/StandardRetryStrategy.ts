import type {
  HttpHandlerOptions,
  Provider,
  RetryErrorInfo,
  RetryErrorType,
  RetryStrategyV2,
  StandardRetryToken,
} from "@smithy/types";
import { pause } from "../errors/abortable.js";

/** An addition of the retry middleware to Smithy's interface: a wait ends when its call ends. */
export interface Abortable {
  abortSignal?: HttpHandlerOptions["abortSignal"];
}

/** Delays between attempts, in milliseconds: a random fraction of the base, which doubles with each attempt (AWS SDKs, 2026). */
const BASE_DELAY_MS = 50;
const THROTTLING_BASE_DELAY_MS = 1_000;
const MAXIMUM_DELAY_MS = 20_000;
/** The maximum by which a server can extend the strategy's own delay. */
const MAXIMUM_EXTRA_DELAY_MS = 5_000;
/** The budget for retries, so that they stop if a service returns only errors. */
const CAPACITY = 500;
const COST = 14;
const THROTTLING_COST = 5;

/** The budget for retries, shared by the calls of a client. */
export interface RetryBudget {
  /** The remaining budget. */
  capacity: number;
}

export function retryBudget(): RetryBudget {
  return { capacity: CAPACITY };
}

/**
 * Pays for a retry.
 *
 * @param count - the number of retries of the call, including this one.
 * @param retryAfter - the number of milliseconds for which the server requires the client to wait; NaN if that can't be read.
 * @returns its cost and the delay in milliseconds, or undefined for no retry: the error is not transient, or attempts or capacity are used
 *   up.
 */
export function payRetry(
  budget: RetryBudget,
  count: number,
  maxAttempts: number,
  errorType: RetryErrorType | undefined,
  retryAfter: number | undefined,
): [cost: number, delay: number] | undefined {
  const isThrottling = errorType === "THROTTLING";
  const cost = isThrottling ? THROTTLING_COST : COST;
  if (!(isThrottling || errorType === "TRANSIENT") || count >= maxAttempts || budget.capacity < cost) {
    return undefined;
  }
  budget.capacity -= cost;
  const base = isThrottling ? THROTTLING_BASE_DELAY_MS : BASE_DELAY_MS;
  const own = Math.floor(Math.random() * Math.min(base * 2 ** (count - 1), MAXIMUM_DELAY_MS));
  return [cost, Math.max(own, Math.min(retryAfter || 0, own + MAXIMUM_EXTRA_DELAY_MS))];
}

/** A successful call returns the cost of its last retry, or a small amount. */
export function refundRetry(budget: RetryBudget, cost = 1): void {
  budget.capacity = Math.min(CAPACITY, budget.capacity + cost);
}

/** The retry mode `standard` of AWS SDKs. */
export class StandardRetryStrategy implements RetryStrategyV2 {
  readonly mode: string = "standard";
  private readonly maxAttemptsProvider: Provider<number>;
  private readonly budget: RetryBudget = retryBudget();

  constructor(maxAttempts: Provider<number>) {
    this.maxAttemptsProvider = maxAttempts;
  }

  async acquireInitialRetryToken(_scope: string): Promise<StandardRetryToken> {
    return retryToken(0);
  }

  /**
   * Waits, and returns the token for the next attempt.
   *
   * @throws Error if there should be no further attempt.
   */
  async refreshRetryTokenForRetry(
    token: StandardRetryToken,
    { errorType, retryAfterHint, abortSignal }: RetryErrorInfo & Abortable,
  ): Promise<StandardRetryToken> {
    const count = token.getRetryCount() + 1;
    const maxAttempts = await this.maxAttemptsProvider();
    const retryAfter = Number(retryAfterHint ?? 0) - Date.now();
    const paid = payRetry(this.budget, count, maxAttempts, errorType, retryAfter);
    if (paid === undefined) {
      // Without a stack, whose capture takes longer than the decision: the error that `send` rejects with has one.
      throw Object.assign(Object.create(Error.prototype), { message: "No retry token available" });
    }
    const [cost, delay] = paid;
    await pause(delay, abortSignal);
    return retryToken(count, cost, delay);
  }

  recordSuccess(token: StandardRetryToken): void {
    refundRetry(this.budget, token.getRetryCost());
  }

  /** The remaining budget for retries. */
  getCapacity(): number {
    return this.budget.capacity;
  }

  maxAttempts(): Promise<number> {
    return this.maxAttemptsProvider();
  }
}

/** Resolves to the duration of the wait when the token is available. */
function retryToken(count: number, cost?: number, acquisitionDelay = 0): StandardRetryToken {
  return {
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => cost,
    $retryLog: { acquisitionDelay },
  };
}
