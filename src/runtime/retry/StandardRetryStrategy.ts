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

/** What retries are paid for out of; shared by the calls of a client. */
export interface RetryBudget {
  /** What is left. */
  capacity: number;
}

export function retryBudget(): RetryBudget {
  return { capacity: CAPACITY };
}

/**
 * Pays for a retry.
 *
 * @param count - how many the call has made, this one included.
 * @param retryAfter - the number of milliseconds for which the server requires the client to wait.
 * @returns its cost, and for how many milliseconds to wait; undefined when there is to be none: the error is no passing one, or
 * attempts or capacity are used up.
 */
export function payRetry(
  budget: RetryBudget,
  count: number,
  maxAttempts: number,
  errorType: RetryErrorType,
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
  return [cost, Math.max(own, Math.min(retryAfter ?? 0, own + MAXIMUM_EXTRA_DELAY_MS))];
}

/** A call that succeeds gives back what its last retry cost, or a little. */
export function refundRetry(budget: RetryBudget, cost = 1): void {
  budget.capacity = Math.min(CAPACITY, budget.capacity + cost);
}

/** The retry behaviour `standard` of AWS SDKs. */
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
   * Waits, and gives the token for the next attempt.
   *
   * @throws Error when there is to be none.
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
      throw new Error("No retry token available");
    }
    const [cost, delay] = paid;
    await pause(delay, abortSignal);
    return retryToken(count, cost, delay);
  }

  recordSuccess(token: StandardRetryToken): void {
    refundRetry(this.budget, token.getRetryCost());
  }

  /** What is left to pay retries out of. */
  getCapacity(): number {
    return this.budget.capacity;
  }

  maxAttempts(): Promise<number> {
    return this.maxAttemptsProvider();
  }
}

/** Resolves when the token is available, with the length of the wait. */
function retryToken(count: number, cost?: number, acquisitionDelay = 0): StandardRetryToken {
  return {
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => cost,
    $retryLog: { acquisitionDelay },
  };
}
