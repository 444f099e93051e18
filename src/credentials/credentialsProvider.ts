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

/** AWS's clients consider credentials expired five minutes early; they then get what there is, and a refresh starts. */
const REFRESH_BELOW_MS = 300_000;
/** With less than this left, callers wait for new credentials: a request must arrive while they are valid. */
const WAIT_BELOW_MS = 60_000;

/** Credentials as received, and how many milliseconds of life they have left. */
export interface IssuedCredentials extends Omit<CognitoIdentityCredentials, "expiration"> {
  /** @param now - the time of the device, if it is known already. */
  readonly remaining: (now?: number) => number;
}

/** Gets credentials for an identity, by one of Cognito's two flows. */
export type Flow = (
  client: OperationCaller,
  identityId: string,
  logins: ResolvedLogins | undefined,
  parameters: CognitoProviderParameters,
) => Promise<IssuedCredentials>;

/** What is in memory from one `clear` to the next. */
export interface Session {
  /** Cleared: the results of requests that are still in flight are discarded. */
  over?: boolean;
  user?: User;
}

type Issue = (session: Session, request: CredentialsRequest | undefined, extend: Extend) => Promise<IssuedCredentials>;

/**
 * Shares whatever issues credentials between all callers, until they are about to expire or `clear` is called.
 *
 * @param forget - removes from the storage what the session has put there.
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
        return handOut(issued, current);
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

/** `expiration` is in the device's clock as it is when read, because clients judge it by that clock. */
function handOut({ remaining, ...credentials }: IssuedCredentials, session: Session): CognitoIdentityCredentials {
  const handedOut = {
    ...credentials,
    get expiration(): Date {
      // Read once: two reads could be in two milliseconds, and the expiration would move.
      const now = Date.now();
      return new Date(now + (session.over ? 0 : remaining(now)));
    },
    set expiration(value) {
      Object.defineProperty(this, "expiration", { value, writable: true });
    },
  };
  // Node.js would print "[Getter/Setter]".
  return Object.defineProperty(handedOut, Symbol.for("nodejs.util.inspect.custom"), {
    value: () => ({ ...handedOut }),
  });
}
