import type { Clock } from "../base/clock.js";
import type { FaultList } from "../base/faults.js";
import type { Ids } from "../base/ids.js";
import type { LoginProviderOptions, ResolvedCredentials } from "../base/options.js";
import type { RequestLog } from "../base/RequestLog.js";
import type { Store } from "../state/Store.js";
import type { SignOuts } from "./SignOuts.js";
import type { LoginKeys } from "./tokens/loginKeys.js";

/** What every request works with, for as long as the service runs. */
export interface Context {
  readonly region: string;
  /** The default account, and those whose keys are configured. */
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
  /** Origins whose pages may call the service; `undefined`: all. */
  readonly cors: readonly string[] | undefined;
  readonly faithfulJwks: boolean;
  /** The secret that `/_control` requires; absent when the service cannot be controlled over HTTP. */
  readonly controlToken: string | undefined;
  /** Returns the service to the state in which it started. */
  readonly reset: () => Promise<void>;
}

/** One request to a public operation. */
export interface Call {
  readonly context: Context;
  /** Milliseconds since the epoch; one request has one time. */
  readonly now: number;
}

/** Who signed a request. */
export interface Caller {
  readonly accountId: string;
  readonly accessKeyId: string;
}

/** One request to a signed operation. */
export interface SignedCall extends Call {
  readonly caller: Caller;
}
