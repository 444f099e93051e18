import type { Environment } from "./Case.js";

/** The path of the faults in the local service's control route. */
export interface Fault {
  readonly operation?: string;
  readonly times?: number;
  readonly kind?: "throttle" | "error" | "unavailable" | "cut" | "hang" | "truncate";
  readonly error?: { code: string; message?: string; status?: number };
  readonly throttleAbove?: number;
  readonly latency?: number;
  readonly dateSkew?: number;
}

/** Runs `work` while the service has the fault, and removes the fault afterwards. */
export async function underFault<Result>(
  { control }: Environment,
  fault: Fault,
  work: () => Promise<Result>,
): Promise<Result> {
  await control("POST", "faults", fault);
  try {
    return await work();
  } finally {
    await control("DELETE", "faults");
  }
}
