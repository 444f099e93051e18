import { checked, text } from "./base/check.js";
import { Clock, safeClock } from "./base/clock.js";
import { FaultList } from "./base/faults.js";
import { randomIds } from "./base/ids.js";
import { RequestLog, type RequestRecord } from "./base/RequestLog.js";
import { type ResolvedAccessKey, resolveAccessKey } from "./domain/accessKeys.js";
import type { Call, Context } from "./domain/Context.js";
import { SignOuts } from "./domain/SignOuts.js";
import { type LoginTokenRequest, loginToken, signOutUser } from "./domain/testProvider/loginToken.js";
import { loginKeys } from "./domain/tokens/loginKeys.js";
import { type CognitoIdentityOptions, type ResolvedOptions, resolveOptions } from "./options.js";
import { responder } from "./routes/index.js";
import { type ServiceControl, serviceControl } from "./ServiceControl.js";
import type { ReadSeed } from "./seed/readSeed.js";
import { listen } from "./server/listen.js";
import { ClosedError } from "./state/ClosedError.js";
import { openStore } from "./state/openStore.js";
import type { Snapshot } from "./state/records.js";
import type { Store } from "./state/Store.js";
import { restoreSnapshot, snapshotText, takeSnapshot } from "./state/snapshot.js";

/** A running local service. With `await using`, it closes at the end of the block. */
export interface CognitoIdentityService extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly region: string;
  /** The last 100 requests, oldest first, without secrets. */
  readonly requests: readonly RequestRecord[];
  /** Controls time and faults. */
  readonly control: ServiceControl;
  /** The token that `/_control` requires. The console page reads it from its address, `ENDPOINT/#TOKEN`. Absent without `control`. */
  readonly controlToken: string | undefined;
  /** The configuration of a client that calls this service. */
  clientConfig(): ClientConfig;
  /**
   * Returns the identity, the role, and the session of an access key, or `undefined` if this service did not issue it.
   *
   * @throws InputError for anything but text, such as the credentials that the key is part of
   */
  resolveAccessKey(accessKeyId: string): ResolvedAccessKey | undefined;
  /**
   * Issues a login token under the name of any provider, to pass in `Logins`.
   *
   * @throws InputError if no pool has the provider and there is no `audience`
   */
  loginToken(request: LoginTokenRequest): Promise<string>;
  /**
   * Signs a user of a user pool out. Identity pools with `ServerSideTokenCheck` then reject tokens that were issued earlier.
   *
   * @throws InputError for a provider that is not a user pool
   */
  signOutUser(provider: string, subject: string): void;
  /** Restores the initial state: the pools and identities of the seed, no requests, and the configured time and faults. */
  reset(): Promise<void>;
  /** The whole state as a JSON object. It contains secrets: issued access keys, and the key that signs tokens. */
  snapshot(): Promise<Snapshot>;
  /** The whole state as text, with a line of JSON for each record, for a state that is too large for one object. */
  snapshotText(): AsyncIterable<string>;
  /**
   * Replaces the whole state with a snapshot, completely or not at all.
   *
   * @param snapshot what `snapshot` returned, its JSON, or the text of `snapshotText`. Text can be whole or in parts, such as
   * `createReadStream("snapshot.jsonl")`
   * @throws InputError that says what is wrong with the snapshot, and where; then nothing has changed.
   */
  restore(snapshot: unknown): Promise<void>;
  /** Closes all connections, including busy ones, and releases the data folder. */
  close(): Promise<void>;
}

/** Configuration of a client that calls this service. */
export interface ClientConfig {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/**
 * Starts a local service for Amazon Cognito identity pools.
 *
 * @throws InputError for an invalid option; Error if the port is in use; DataFolderError if the data folder is in use or damaged;
 * SeedError if the seed is invalid.
 */
export async function startCognitoIdentity(options: CognitoIdentityOptions = {}): Promise<CognitoIdentityService> {
  const resolved = resolveOptions(options);
  // Loaded on demand, because few services have a seed.
  const seed = resolved.seed === undefined ? undefined : (await import("./seed/readSeed.js")).readSeed(resolved.seed);
  const store = await openStore(resolved);
  try {
    return await serve(store, resolved, seed);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function serve(
  store: Store,
  options: ResolvedOptions,
  seed: ReadSeed | undefined,
): Promise<CognitoIdentityService> {
  const { region, credentials, accountId } = options;
  const clock = new Clock(safeClock(options.clock));
  const faults = new FaultList();
  const log = new RequestLog(options.onRequest);
  const signOuts = new SignOuts();
  const loginProviders = { ...seed?.seed.loginProviders, ...options.loginProviders };
  const addFaults = (): void => void faults.add(options.faults ?? [], ["faults"]);
  const fill = async (into: Store): Promise<void> => {
    if (seed !== undefined) {
      const { applySeed } = await import("./seed/applySeed.js");
      await applySeed({ ...context, store: into }, accountId, seed);
    }
  };
  const context: Context = {
    region,
    accountIds: [...new Set([accountId, ...credentials.map((key) => key.accountId)])],
    credentials,
    clock,
    store,
    ids: randomIds(region),
    faults,
    log,
    loginProviders,
    loginKeys: loginKeys({ ...options, loginProviders }),
    signOuts,
    endpoint: () => listening.endpoint,
    cors: options.cors,
    faithfulJwks: options.faithfulJwks,
    controlToken: options.controlToken,
    reset: async () => {
      clock.reset();
      faults.clear();
      addFaults();
      await store.replace(fill);
      signOuts.clear();
      log.clear();
    },
  };
  addFaults();
  await fill(store);
  const listening = await listen(responder(context), { ...options, clock });
  const call = (): Call => ({ context, now: clock.now() });
  let closed: Promise<void> | undefined;
  /** @throws ClosedError */
  const state = (): Store => {
    if (closed !== undefined) {
      throw new ClosedError();
    }
    return store;
  };
  const close = (): Promise<void> => {
    closed ??= listening.close().then(() => store.close());
    return closed;
  };
  return {
    endpoint: listening.endpoint,
    region,
    get requests() {
      return log.list();
    },
    control: serviceControl(clock, faults),
    controlToken: options.controlToken,
    clientConfig: () => clientConfig(listening.endpoint, options),
    resolveAccessKey: (accessKeyId) =>
      resolveAccessKey(state(), checked(text(), accessKeyId, "", ["accessKeyId"]), clock.now()),
    loginToken: (request) => loginToken(call(), request),
    signOutUser: (provider, subject) => void signOutUser(call(), { provider, subject }),
    reset: async () => state() && context.reset(),
    snapshot: async () => takeSnapshot(state(), options),
    snapshotText: () => snapshotText(state(), options),
    restore: async (snapshot) => restoreSnapshot(state(), snapshot, options),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function clientConfig(endpoint: string, { region, credentials: [first] }: ResolvedOptions): ClientConfig {
  const { accessKeyId, secretAccessKey, sessionToken } = first;
  return {
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
  };
}
