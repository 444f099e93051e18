import type { FaultList } from "../../base/FaultList.js";
import type { RequestLog } from "../../base/RequestLog.js";
import type { ServiceControl } from "../../base/ServiceControl.js";
import type { Service } from "../../domain/Context.js";
import type { ExchangeLog } from "../console/ExchangeLog.js";

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
