import type { Logger } from "@smithy/types";
import { type Extend, type Refresher, refresher } from "../runtime/base/refresher.js";
import { abortable } from "../runtime/errors/abortable.js";
import { quietly } from "../runtime/errors/thrown.js";
import type {
  CognitoIdentityCredentialProvider,
  CognitoIdentityCredentials,
  CognitoProviderParameters,
  CredentialsRequest,
  ResolvedLogins,
} from "./CognitoProviderParameters.js";
import type { User } from "./identityIds.js";
import type { OperationCaller } from "./platform/OperationCaller.js";

/** AWS's clients treat credentials as expired five minutes early. They then receive the current ones, and a refresh starts. */
const REFRESH_BELOW_MS = 300_000;
/** Closer to expiration than this, callers wait for new credentials, because a request must arrive while they are valid. */
const WAIT_BELOW_MS = 60_000;

/** Credentials from the service, and for how many more milliseconds they are valid. */
export interface IssuedCredentials extends Omit<CognitoIdentityCredentials, "expiration"> {
  /** @param now - the time of the device, if the caller has already read it. */
  readonly remaining: (now?: number) => number;
}

/** Gets credentials for an identity, with one of Cognito's two flows. */
export type Flow = (
  client: OperationCaller,
  identityId: string,
  logins: ResolvedLogins | undefined,
  parameters: CognitoProviderParameters,
) => Promise<IssuedCredentials>;

/** The state from one call of `clear` to the next. */
export interface Session {
  /** Whether it was cleared: the results of requests that are still in flight are then discarded. */
  over?: boolean;
  user?: User;
}

type Issue = (session: Session, request: CredentialsRequest | undefined, extend: Extend) => Promise<IssuedCredentials>;

/**
 * Shares credentials among all callers until they are about to expire or `clear` is called.
 *
 * @param forget - removes from the storage what the session has stored there.
 */
export function credentialsProvider(
  issue: Issue,
  forget: (session: Session) => Promise<void>,
  logger: Logger | undefined,
): CognitoIdentityCredentialProvider {
  const open = (): [Session, Refresher<IssuedCredentials, CredentialsRequest | undefined>] => {
    const session: Session = {};
    const credentials = refresher(
      (request: CredentialsRequest | undefined, extend) => issue(session, request, extend),
      {
        remaining: ({ remaining }: IssuedCredentials) => remaining(),
        refreshBelow: REFRESH_BELOW_MS,
        waitBelow: WAIT_BELOW_MS,
        repeatsErrors: true,
        onFailure: (error) =>
          quietly(() => logger?.warn?.(`Credentials could not be refreshed before they expire. ${String(error)}`)),
      },
    );
    return [session, credentials];
  };
  let [session, credentials] = open();

  const provide = async (request?: CredentialsRequest): Promise<CognitoIdentityCredentials> => {
    const current = session;
    try {
      const issued = await credentials.get(request);
      if (issued && !current.over) {
        return copyFor(issued, current);
      }
    } catch (error) {
      if (!current.over) {
        throw error;
      }
    }
    return provide(request);
  };

  return Object.assign((request?: CredentialsRequest) => abortable(() => provide(request), request?.abortSignal), {
    clear() {
      const [former, { free }] = [session, credentials];
      former.over = true;
      [session, credentials] = open();
      free();
      return forget(former);
    },
  });
}

/** Computes `expiration` when it is read, because clients compare it with the device's clock at that time. */
function copyFor({ remaining, ...credentials }: IssuedCredentials, session: Session): CognitoIdentityCredentials {
  const copy = {
    ...credentials,
    get expiration(): Date {
      // Read the clock once: a second read could be a millisecond later, and change the expiration.
      const now = Date.now();
      return new Date(now + (session.over ? 0 : remaining(now)));
    },
    set expiration(value) {
      Object.defineProperty(this, "expiration", { value, writable: true });
    },
  };
  // Node.js would print "[Getter/Setter]".
  return Object.defineProperty(copy, Symbol.for("nodejs.util.inspect.custom"), {
    value: () => ({ ...copy }),
  });
}
