import type { Clock } from "../base/clock.js";
import type { FaultList } from "../base/faults.js";
import type { Ids } from "../base/ids.js";
import type { LoginProviderOptions, ResolvedCredentials } from "../base/options.js";
import type { RequestLog } from "../base/RequestLog.js";
import type { Store } from "../state/Store.js";
import type { SignOuts } from "./SignOuts.js";
import type { LoginKeys } from "./tokens/loginKeys.js";

/** The context that all requests share while the service runs. */
export interface Context {
  readonly region: string;
  /** The default account, and the accounts of the configured access keys. */
  readonly accountIds: readonly string[];
  readonly credentials: readonly [ResolvedCredentials, ...ResolvedCredentials[]];
  readonly clock: Clock;
  readonly store: Store;
  readonly ids: Ids;
  readonly faults: FaultList;
  readonly log: RequestLog;
  readonly loginProviders: Readonly<Record<string, LoginProviderOptions>>;
  readonly loginKeys: LoginKeys;
  readonly signOuts: SignOuts;

  /** `http://127.0.0.1:PORT` */
  readonly endpoint: () => string;
  /** The origins whose pages can call the service. If `undefined`, all can. */
  readonly cors: readonly string[] | undefined;
  readonly faithfulJwks: boolean;
  /** The token that `/_control` requires. Absent if the service cannot be controlled over HTTP. */
  readonly controlToken: string | undefined;
  /** Restores the initial state of the service. */
  readonly reset: () => Promise<void>;
}

/** One request to a public operation. */
export interface Call {
  readonly context: Context;
  /** Milliseconds since the epoch. The time is the same during the whole request. */
  readonly now: number;
}

/** The signer of a request. */
export interface Caller {
  readonly accountId: string;
  readonly accessKeyId: string;
}

/** One request to a signed operation. */
export interface SignedCall extends Call {
  readonly caller: Caller;
}
