import { assumedRoleArn } from "../../base/arn.js";
import type { IdentityRecord, PoolRecord, SessionRecord, StringMap } from "../../state/records.js";
import type { Store } from "../../state/Store.js";
import type { Call } from "../Context.js";
import type { ResolvedAccessKey } from "./ResolvedAccessKey.js";

/** Credentials of the enhanced flow live an hour; nobody can choose otherwise. */
const ENHANCED_LIFETIME_SECONDS = 60 * 60;

export interface SessionRequest {
  readonly identity: Pick<IdentityRecord, "id">;
  readonly pool: PoolRecord;
  readonly roleArn: string;
  /** Only in the classic flow, where the caller chooses it, and how long the session lives. */
  readonly roleSessionName?: string;
  readonly lifetimeSeconds?: number;
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
    ...(request.roleSessionName !== undefined && { roleSessionName: request.roleSessionName }),
    authenticationMethods: request.authenticationMethods,
    principalTags: request.principalTags,
    issuedAt,
    expiresAt: issuedAt + (request.lifetimeSeconds ?? ENHANCED_LIFETIME_SECONDS) * 1000,
  };
  service.store.putSession(session);
  return session;
}

export function resolveAccessKey(store: Store, accessKeyId: string, now: number): ResolvedAccessKey | undefined {
  const session = store.session(accessKeyId);
  if (session === undefined) return undefined;
  const [authenticationType, ...provider] = session.authenticationMethods;
  const isAuthenticated = authenticationType === "authenticated";
  const flow = session.roleSessionName === undefined ? "enhanced" : "classic";
  return {
    accessKeyId,
    accountId: session.accountId,
    identityPoolId: session.poolId,
    identityId: session.identityId,
    authenticationType: isAuthenticated ? "authenticated" : "unauthenticated",
    authenticationProvider: provider.join(","),
    roleArn: session.roleArn,
    assumedRoleArn: assumedRoleArn(session.roleArn, session.roleSessionName),
    flow,
    scopedDown: flow === "enhanced" && !isAuthenticated,
    principalTags: Object.fromEntries(session.principalTags),
    issuedAt: new Date(session.issuedAt),
    expiration: new Date(session.expiresAt),
    expired: session.expiresAt <= now,
  };
}
