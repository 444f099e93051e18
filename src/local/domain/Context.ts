import type { Ids } from "../base/ids.js";
import type { LoginProviderOptions } from "../options.js";
import type { Caller } from "../routes/authentication/authenticate.js";
import type { Store } from "../state/Store.js";
import type { LoginKeys } from "./logins/loginKeys.js";
import type { SignOuts } from "./SignOuts.js";

/** What every operation works with, for as long as the service runs. */
export interface Service {
  readonly region: string;
  /** The default account, and those whose keys are configured. */
  readonly accountIds: readonly string[];
  readonly store: Store;
  readonly ids: Ids;
  readonly loginProviders: Readonly<Record<string, LoginProviderOptions>>;
  readonly loginKeys: LoginKeys;
  readonly signOuts: SignOuts;
}

/** One request to a public operation. */
export interface Call {
  readonly service: Service;
  /** Milliseconds since the epoch; one request has one time. */
  readonly now: number;
}

/** One request to a signed operation. */
export interface SignedCall extends Call {
  readonly caller: Caller;
}
