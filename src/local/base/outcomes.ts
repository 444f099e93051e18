import { type Answer, type Delivery, noAnswer } from "../server/response.js";
import { faults as choices } from "./choices.js";
import type { FaultKind } from "./ServiceControl.js";
import { ServiceFault } from "./ServiceFault.js";

/** How a request ends that met a fault. */
export interface Outcome {
  /** The fault's name in the log. */
  readonly name: FaultKind;
  /** What stands in for the operation, which then does nothing. May throw a ServiceFault, as the operation may. */
  readonly answer?: () => Answer;
  /** For answers that do not say themselves how they are sent. */
  readonly delivery?: Delivery;
}

export const errorOutcome = (code: string, message?: string, status?: number): Outcome => ({
  name: "error",
  answer: () => {
    throw new ServiceFault(code, message, status);
  },
});

const frontEndPage: Answer = {
  status: 503,
  headers: { "Content-Type": "text/html" },
  body: choices.unavailablePage,
};

export const outcomes: Readonly<Record<FaultKind, Outcome>> = {
  throttle: { ...errorOutcome("TooManyRequestsException", choices.throttled), name: "throttle" },
  error: errorOutcome("InternalErrorException", choices.internalError),
  unavailable: { name: "unavailable", answer: () => frontEndPage },
  cut: { name: "cut", answer: () => noAnswer },
  hang: { name: "hang", answer: () => ({ ...noAnswer, delivery: "hang" }) },
  truncate: { name: "truncate", delivery: "truncate" },
};
