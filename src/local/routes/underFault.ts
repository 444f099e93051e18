import type { Encounter } from "../base/FaultList.js";
import type { Connection, HttpRequest } from "../server/request.js";
import { type Answer, noAnswer } from "../server/response.js";

/** Answers a request as the faults that it met will have it; `perform` is what it came for. */
export async function underFault(
  met: Encounter | undefined,
  { connection }: HttpRequest,
  perform: () => Promise<Answer>,
): Promise<Answer> {
  if (met === undefined) return perform();
  if (met.latency > 0 && !(await pause(met.latency, connection))) return noAnswer;
  return met.outcome?.answer?.() ?? perform();
}

/** Waits, but not for callers who have hung up, as all do when the service ends. @returns whether the caller is still there. */
function pause(milliseconds: number, connection: Connection): Promise<boolean> {
  if (connection.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const hangUp = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      connection.off("close", hangUp);
      resolve(true);
    }, milliseconds);
    connection.once("close", hangUp);
  });
}
