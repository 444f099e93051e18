import type { Logger } from "@smithy/types";
import { abortable } from "../runtime/errors/abortable.js";
import type {
  CognitoIdentityCredentialProvider,
  CognitoIdentityCredentials,
  CredentialsRequest,
} from "./CognitoIdentityCredentials.js";

/** AWS's clients take credentials for expired five minutes early; whoever asks then gets what there is, and a refresh begins. */
const REFRESH_AHEAD_MS = 300_000;
/** With less than this left, callers wait for new credentials: a request must arrive while they are valid. */
const LEAST_LIFE_MS = 60_000;
/** After a refresh ahead that failed, so much time passes before the next. */
const RETRY_AFTER_MS = 30_000;

/** Credentials as they came, and how many milliseconds they still live. */
export interface IssuedCredentials extends Omit<CognitoIdentityCredentials, "expiration"> {
  /** @param now - the time of the device, where the caller has just looked. */
  readonly remaining: (now?: number) => number;
}

/** What is in memory from one `clear` to the next. */
export interface Session {
  /** Cleared: whatever is still on its way for it is of no use. */
  over?: boolean;
  issued?: IssuedCredentials;
  flight?: Promise<IssuedCredentials> | undefined;
  /** When fewer milliseconds than this are left, a refresh begins. */
  refreshAt?: number;
  /** The user's key in the storage, and the identity that belongs to it. */
  key?: string | undefined;
  identityId?: string | undefined;
}

/**
 * Single flight and memory around whatever issues credentials. There is no timer: a refresh begins when somebody asks.
 *
 * @param forget - removes from the storage what the session has put there.
 */
export function credentialsProvider(
  issue: (session: Session, request: CredentialsRequest | undefined) => Promise<IssuedCredentials>,
  forget: (session: Session) => Promise<void>,
  logger: Logger | undefined,
): CognitoIdentityCredentialProvider {
  let session: Session = {};

  const refresh = (current: Session, request?: CredentialsRequest): Promise<IssuedCredentials> => {
    current.flight ??= issue(current, request)
      .then((issued) => {
        current.refreshAt = REFRESH_AHEAD_MS;
        current.issued = issued;
        return issued;
      })
      .finally(() => {
        current.flight = undefined;
      });
    return current.flight;
  };

  const provide = async (request?: CredentialsRequest): Promise<CognitoIdentityCredentials> => {
    const current = session;
    let { issued } = current;
    const left = issued === undefined || request?.forceRefresh ? 0 : issued.remaining();
    if (issued === undefined || left < LEAST_LIFE_MS) {
      try {
        issued = await refresh(current, request);
      } catch (error) {
        if (!current.over) {
          throw error;
        }
      }
      if (issued === undefined || current.over) {
        return provide(request);
      }
    } else if (left < (current.refreshAt ?? 0)) {
      refresh(current, request).catch((error: unknown) => {
        current.refreshAt = left - RETRY_AFTER_MS;
        logger?.warn?.(`Credentials could not be refreshed ahead of their expiry. ${error}`);
      });
    }
    return handOut(issued, current);
  };

  const clear = (): Promise<void> => {
    const former = session;
    session = {};
    former.over = true;
    return forget(former);
  };

  return Object.assign(
    (request?: CredentialsRequest) =>
      request?.abortSignal ? abortable(() => provide(request), request.abortSignal) : provide(request),
    { clear },
  );
}

/** `expiration` is in the device's clock as it is when asked, for clients judge it by that clock. */
function handOut({ remaining, ...credentials }: IssuedCredentials, session: Session): CognitoIdentityCredentials {
  return {
    ...credentials,
    get expiration() {
      // Looked at once: twice could be in two milliseconds, and the expiration would move.
      const now = Date.now();
      return new Date(now + (session.over ? 0 : remaining(now)));
    },
  };
}
