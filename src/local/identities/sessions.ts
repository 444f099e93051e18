import { assumedRoleArn } from "../arn.js";
import type { Call } from "../Call.js";
import type { IdentityRecord, PoolRecord, SessionRecord, StringMap } from "../state/records.js";
import type { Store } from "../state/Store.js";

/** Credentials of the enhanced flow live an hour; nobody can choose otherwise. */
const SESSION_LIFETIME_MS = 60 * 60_000;

export interface SessionRequest {
  readonly identity: IdentityRecord;
  readonly pool: PoolRecord;
  readonly roleArn: string;
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
}

/** Issues temporary credentials and remembers whose they are. */
export function issueSession({ service, now }: Call, request: SessionRequest): SessionRecord {
  // STS counts in whole seconds.
  const issuedAt = Math.floor(now / 1000) * 1000;
  const session: SessionRecord = {
    accessKeyId: service.ids.accessKeyId(),
    secretAccessKey: service.ids.secretAccessKey(),
    sessionToken: service.ids.sessionToken(),
    accountId: request.pool.accountId,
    poolId: request.pool.id,
    identityId: request.identity.id,
    roleArn: request.roleArn,
    authenticationMethods: request.authenticationMethods,
    principalTags: request.principalTags,
    issuedAt,
    expiresAt: issuedAt + SESSION_LIFETIME_MS,
  };
  service.store.putSession(session);
  return session;
}

/** Whose an access key is that GetCredentialsForIdentity gave out. No secrets. */
export interface ResolvedAccessKey {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly identityPoolId: string;
  readonly identityId: string;
  readonly authenticationType: "authenticated" | "unauthenticated";
  /** Provider and user as API Gateway shows them: the rest of the token's `amr`, joined by commas. Empty for guests. */
  readonly authenticationProvider: string;
  readonly roleArn: string;
  readonly assumedRoleArn: string;
  readonly principalTags: Readonly<Record<string, string>>;
  readonly issuedAt: Date;
  readonly expiration: Date;
  readonly expired: boolean;
}

export function resolveAccessKey(store: Store, accessKeyId: string, now: number): ResolvedAccessKey | undefined {
  const session = store.session(accessKeyId);
  if (session === undefined) return undefined;
  const [authenticationType, ...provider] = session.authenticationMethods;
  return {
    accessKeyId,
    accountId: session.accountId,
    identityPoolId: session.poolId,
    identityId: session.identityId,
    authenticationType: authenticationType === "authenticated" ? "authenticated" : "unauthenticated",
    authenticationProvider: provider.join(","),
    roleArn: session.roleArn,
    assumedRoleArn: assumedRoleArn(session.roleArn),
    principalTags: Object.fromEntries(session.principalTags),
    issuedAt: new Date(session.issuedAt),
    expiration: new Date(session.expiresAt),
    expired: session.expiresAt <= now,
  };
}
