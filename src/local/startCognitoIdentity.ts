import type { IncomingMessage, ServerResponse } from "node:http";
import type { AccessKey } from "./auth/authenticate.js";
import type { Service } from "./Call.js";
import { failure, sendAnswer } from "./http/Answer.js";
import { corsHeaders } from "./http/cors.js";
import { listen } from "./http/listen.js";
import { RequestLog, type RequestRecord } from "./http/RequestLog.js";
import { readRequest } from "./http/readRequest.js";
import { faultOf, type RouteContext, route } from "./http/route.js";
import { randomIds } from "./Ids.js";
import { type ResolvedAccessKey, resolveAccessKey } from "./identities/sessions.js";
import { type CognitoIdentityOptions, type ResolvedOptions, resolveOptions } from "./options.js";
import { MemoryStore } from "./state/MemoryStore.js";
import type { Store } from "./state/Store.js";

/** A Cognito Identity service of one's own. `await using` ends it with the block. */
export interface CognitoIdentityService extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly region: string;
  /** The last requests, oldest first; no secrets. */
  readonly requests: readonly RequestRecord[];
  /** What a client's constructor needs to talk to this service. */
  clientConfig(): ClientConfig;
  /** Whose an access key is that GetCredentialsForIdentity gave out. */
  resolveAccessKey(accessKeyId: string): ResolvedAccessKey | undefined;
  /** Back to the beginning: no pools, no identities, no requests. */
  reset(): void;
  /** Ends all connections, busy ones too. */
  close(): Promise<void>;
}

export interface ClientConfig {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/**
 * Starts Amazon Cognito identity pools on this machine. State is in memory.
 *
 * @throws TypeError for an option that cannot be, Error when the port is taken.
 */
export async function startCognitoIdentity(options: CognitoIdentityOptions = {}): Promise<CognitoIdentityService> {
  const resolved = resolveOptions(options);
  const { region, clock, host, port } = resolved;
  const store = new MemoryStore();
  const log = new RequestLog();
  const service: Service = { region, store, ids: randomIds(region), loginProviders: resolved.loginProviders };
  const context: RouteContext = {
    service,
    authentication: { region, clock, accessKey: (accessKeyId) => findAccessKey(resolved, store, accessKeyId) },
    log,
    endpoint: () => listening.endpoint,
  };
  const listening = await listen((message, response) => void answer(message, response, context), host, port);
  return {
    endpoint: listening.endpoint,
    region,
    get requests() {
      return log.list();
    },
    clientConfig: () => clientConfig(listening.endpoint, resolved),
    resolveAccessKey: (accessKeyId) => resolveAccessKey(store, accessKeyId, clock()),
    reset: () => {
      store.clear();
      log.clear();
    },
    close: listening.close,
    [Symbol.asyncDispose]: listening.close,
  };
}

async function answer(message: IncomingMessage, response: ServerResponse, context: RouteContext): Promise<void> {
  for (const [name, value] of Object.entries(corsHeaders)) response.setHeader(name, value);
  const { clock } = context.authentication;
  try {
    const request = await readRequest(message);
    // Whoever hung up does not wait for an answer.
    if (request !== undefined) sendAnswer(response, await route(request, context), clock());
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
