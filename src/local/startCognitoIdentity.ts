import type { IncomingMessage, ServerResponse } from "node:http";
import { randomIds } from "./base/ids.js";
import { RequestLog, type RequestRecord } from "./base/RequestLog.js";
import type { ServiceControl } from "./base/ServiceControl.js";
import { warn } from "./base/warn.js";
import { createServiceControl } from "./createServiceControl.js";
import type { Service } from "./domain/Context.js";
import type { ResolvedAccessKey } from "./domain/identities/ResolvedAccessKey.js";
import { resolveAccessKey } from "./domain/identities/sessions.js";
import { loginKeys } from "./domain/logins/loginKeys.js";
import { SignOuts } from "./domain/SignOuts.js";
import type { LoginTokenRequest } from "./domain/testProvider/loginToken.js";
import { mintLoginToken } from "./domain/testProvider/mintLoginToken.js";
import { signOutUser } from "./domain/testProvider/signOutUser.js";
import { type CognitoIdentityOptions, type ResolvedOptions, resolveOptions } from "./options.js";
import type { AccessKey } from "./routes/authentication/authenticate.js";
import { ExchangeLog } from "./routes/console/ExchangeLog.js";
import { faultOf, isForOwnPages, type RouteContext, route } from "./routes/index.js";
import { type LoadedSeed, loadSeed } from "./seed/loadSeed.js";
import { corsHeaders } from "./server/cors.js";
import { listen } from "./server/listen.js";
import { readRequest, targetOf } from "./server/readRequest.js";
import { failure, sendAnswer } from "./server/response.js";
import { openStore } from "./state/openStore.js";
import type { OpenStore, Store } from "./state/Store.js";
import { restoreSnapshot, type Snapshot, snapshotText, takeSnapshot } from "./state/snapshot.js";

/** A Cognito Identity service of one's own. `await using` ends it with the block. */
export interface CognitoIdentityService extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly region: string;
  /** The last requests, oldest first; no secrets. */
  readonly requests: readonly RequestRecord[];
  /** Time and failure on request. */
  readonly control: ServiceControl;
  /** What `/_control` asks for, and what the console page takes from `ENDPOINT/#TOKEN`: a secret. Absent without `control`. */
  readonly controlToken: string | undefined;
  /** What a client's constructor needs to talk to this service. */
  clientConfig(): ClientConfig;
  /** Whose an access key is that GetCredentialsForIdentity or AssumeRoleWithWebIdentity gave out. */
  resolveAccessKey(accessKeyId: string): ResolvedAccessKey | undefined;
  /**
   * A login token of the test identity provider, to go into `Logins` under the provider's name.
   *
   * @throws TypeError when no pool has the provider and `audience` is not given.
   */
  loginToken(request: LoginTokenRequest): Promise<string>;
  /**
   * Signs a user of a user pool out everywhere. Identity pools with `ServerSideTokenCheck` then refuse the tokens that were
   * issued before.
   */
  signOutUser(provider: string, subject: string): void;
  /** Returns to the start: the seed's pools and identities and no others, no requests, time and faults as they were. */
  reset(): Promise<void>;
  /** The whole state, as an object that JSON can hold. It has secrets in it: issued access keys, and the key of our tokens. */
  snapshot(): Promise<Snapshot>;
  /** The same as text, a line of JSON for each record, for a state that is too large for one object. */
  snapshotText(): AsyncIterable<string>;
  /**
   * Replaces the whole state with that of a snapshot, as one change.
   *
   * @param snapshot what `snapshot` returned, or the text of `snapshotText`, such as `createReadStream("snapshot.jsonl")`
   * @throws TypeError that says what is wrong with the snapshot, and where; then nothing has changed.
   */
  restore(snapshot: unknown): Promise<void>;
  /** Ends all connections, busy ones too, and lets the data folder go. */
  close(): Promise<void>;
}

/** Configuration of a client that calls this service. */
export interface ClientConfig {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/**
 * Starts Amazon Cognito identity pools on this machine.
 *
 * @throws TypeError for an option that cannot be, Error when the port is taken, DataFolderError when the data folder is in use
 * or damaged, SeedError.
 */
export async function startCognitoIdentity(options: CognitoIdentityOptions = {}): Promise<CognitoIdentityService> {
  const resolved = resolveOptions(options);
  const seed = resolved.seed === undefined ? undefined : await loadSeed(resolved.seed);
  const opened = await openStore(resolved);
  try {
    return await startOver(opened, resolved, seed);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function startOver(
  opened: OpenStore,
  resolved: ResolvedOptions,
  seed: LoadedSeed | undefined,
): Promise<CognitoIdentityService> {
  const { store } = opened;
  const { region, host, port, controlToken: token } = resolved;
  const { control, faults, reset: resetControl } = createServiceControl(resolved.clock, resolved.faults);
  const clock = control.now;
  const log = new RequestLog(resolved.onRequest);
  const exchanges = new ExchangeLog();
  const loginProviders = { ...seed?.loginProviders, ...resolved.loginProviders };
  const signOuts = new SignOuts();
  const accountIds = [...new Set([resolved.accountId, ...resolved.credentials.map(({ accountId }) => accountId)])];
  const ids = randomIds(region);
  const service: Service = {
    region,
    accountIds,
    store,
    ids,
    loginProviders,
    loginKeys: loginKeys({ ...resolved, loginProviders }),
    signOuts,
  };
  const plant = async (into: Store): Promise<void> =>
    seed?.plant({ ...service, store: into }, resolved.accountId, clock());
  await plant(store);
  const reset = async (): Promise<void> => {
    resetControl();
    await store.replace(plant);
    signOuts.clear();
    log.clear();
    exchanges.clear();
  };
  const endpoint = (): string => listening.endpoint;
  const context: RouteContext = {
    service,
    authentication: { region, clock, accessKey: (accessKeyId) => findAccessKey(resolved, store, accessKeyId) },
    log,
    endpoint,
    faithfulJwks: resolved.faithfulJwks,
    cors: resolved.cors,
    faults,
    control: token === undefined ? undefined : { service, control, faults, token, log, exchanges, endpoint, reset },
  };
  const listener = (message: IncomingMessage, response: ServerResponse): void =>
    void answer(message, response, context).catch((cause: unknown) => {
      // Not even the error could be sent. The client learns of it by the end of the connection, the user by a warning.
      warn("A response could not be sent", cause);
      response.destroy();
    });
  const listening = await listen(listener, host, port, resolved.https);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= listening.close().then(opened.close);
    return closed;
  };
  return {
    endpoint: listening.endpoint,
    region,
    get requests() {
      return log.list();
    },
    control,
    controlToken: token,
    clientConfig: () => clientConfig(listening.endpoint, resolved),
    resolveAccessKey: (accessKeyId) => resolveAccessKey(store, accessKeyId, clock()),
    loginToken: async (request) => mintLoginToken({ service, now: clock() }, request),
    signOutUser: (provider, subject) => signOutUser({ service, now: clock() }, provider, subject),
    reset,
    snapshot: () => takeSnapshot(store, resolved),
    snapshotText: () => snapshotText(store, resolved),
    restore: (snapshot) => restoreSnapshot(store, snapshot, resolved),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function answer(message: IncomingMessage, response: ServerResponse, context: RouteContext): Promise<void> {
  const cors = isForOwnPages(targetOf(message)) ? {} : corsHeaders(message.headers.origin, context.cors);
  for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
  const { clock } = context.authentication;
  try {
    const request = await readRequest(message);
    // A client that hung up does not wait for a response, and a store that was closed meanwhile has nothing more to say.
    if (request === undefined) return;
    const written = await context.service.store.begin();
    const answer = await route(request, context);
    if (response.destroyed) return;
    await written();
    sendAnswer(response, answer, clock());
  } catch (cause) {
    sendAnswer(response, failure(context.service.ids.requestId(), faultOf(cause)), clock());
  }
}

/** Keys from the options, and those that were issued here: an application may call the service with what it got from it. */
function findAccessKey({ credentials }: ResolvedOptions, store: Store, accessKeyId: string): AccessKey | undefined {
  return credentials.find((known) => known.accessKeyId === accessKeyId) ?? store.session(accessKeyId);
}

function clientConfig(endpoint: string, { region, credentials: [first] }: ResolvedOptions): ClientConfig {
  const { accessKeyId, secretAccessKey, sessionToken } = first;
  return {
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
  };
}
