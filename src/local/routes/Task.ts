import type { ServiceFault } from "../base/ServiceFault.js";
import type { Answer } from "../server/response.js";

/** What a request came for, in either of the protocols: Cognito's JSON, or STS's forms and XML. */
export interface Task {
  /** Absent when the request names none that is here. */
  readonly operation: string | undefined;
  /** @throws ServiceFault */
  perform(requestId: string): Promise<Answer>;
  refuse(requestId: string, fault: ServiceFault): Answer;
}
