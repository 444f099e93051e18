import type { Service } from "../Call.js";
import type { ExchangeLog } from "../console/ExchangeLog.js";
import type { RequestLog } from "../http/RequestLog.js";
import type { FaultList } from "./FaultList.js";
import type { ServiceControl } from "./ServiceControl.js";

/** What the routes under `/_control` work with. */
export interface ControlContext {
  readonly service: Service;
  readonly control: ServiceControl;
  readonly faults: FaultList;
  /** What requests must bring. */
  readonly token: string;
  readonly log: RequestLog;
  /** What the requests said and were told. */
  readonly exchanges: ExchangeLog;
  readonly endpoint: () => string;
  /** The service as it was when it started. */
  reset(): void | Promise<void>;
}
