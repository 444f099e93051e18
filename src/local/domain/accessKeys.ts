import { createHash } from "node:crypto";
import { assumedRoleArn, partitionOf } from "../base/arn.js";
import { sts as choices } from "../base/choices.js";
import type { IdentityRecord, PoolRecord, SessionRecord, StringMap } from "../state/records.js";
import type { Store } from "../state/Store.js";
import type { Call, Caller, Context } from "./Context.js";

/** An access key that can sign requests. */
export interface AccessKey {
  readonly accountId: string;
  readonly secretAccessKey: string;
  /** Whether it belongs to this session token, or to none. */
  readonly isWith: (sessionToken: string | undefined) => boolean;
  /** Milliseconds since the epoch. Absent for keys that do not expire. */
  readonly expiresAt?: number;
}

/** Finds keys of the options and issued keys, because an application can call the service with credentials that it issued. */
export function findAccessKey({ credentials, store }: Context, accessKeyId: string): AccessKey | undefined {
  const known = credentials.find((key) => key.accessKeyId === accessKeyId);
  if (known !== undefined) {
    return { ...known, isWith: (token) => token === known.sessionToken };
  }
  const session = store.session(accessKeyId);
  return session && { ...session, isWith: (token) => token !== undefined && isTokenOf(session, token) };
}

const DIGEST = "sha256:";

const digestOf = (sessionToken: string): string =>
  DIGEST + createHash("sha256").update(sessionToken).digest("base64url");

const isTokenOf = (session: SessionRecord, token: string): boolean =>
  session.sessionToken === (session.sessionToken.startsWith(DIGEST) ? digestOf(token) : token);

/** Credentials of the enhanced flow are always valid for an hour. */
const ENHANCED_LIFETIME_SECONDS = 60 * 60;

export interface SessionRequest {
  readonly identity: Pick<IdentityRecord, "id">;
  readonly pool: PoolRecord;
  readonly roleArn: string;
  /** Only in the classic flow, in which the caller chooses it and the duration. */
  readonly roleSessionName?: string;
  readonly lifetimeSeconds?: number;
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
}

/** Issues temporary credentials and stores their owner. Returns them with the token, of which only a digest is stored. */
export function issueSession({ context, now }: Call, request: SessionRequest): SessionRecord {
  const { identity, pool, lifetimeSeconds = ENHANCED_LIFETIME_SECONDS } = request;
  // STS uses whole seconds.
  const issuedAt = Math.floor(now / 1000) * 1000;
  const sessionToken = context.ids.sessionToken();
  const session: SessionRecord = {
    accessKeyId: context.ids.accessKeyId(),
    secretAccessKey: context.ids.secretAccessKey(),
    sessionToken: digestOf(sessionToken),
    accountId: pool.accountId,
    poolId: pool.id,
    identityId: identity.id,
    roleArn: request.roleArn,
    ...(request.roleSessionName !== undefined && { roleSessionName: request.roleSessionName }),
    authenticationMethods: request.authenticationMethods,
    principalTags: request.principalTags,
    issuedAt,
    expiresAt: issuedAt + lifetimeSeconds * 1000,
  };
  context.store.putSession(session);
  return { ...session, sessionToken };
}

/** The owner and the session of an access key that the service issued. It contains no secrets. */
export interface ResolvedAccessKey {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly identityPoolId: string;
  readonly identityId: string;
  readonly authenticationType: "authenticated" | "unauthenticated";
  /** The provider and the user, as API Gateway reports them: the rest of the token's `amr`, joined with commas. Empty for guests. */
  readonly authenticationProvider: string;
  readonly roleArn: string;
  readonly assumedRoleArn: string;
  /** `enhanced` (GetCredentialsForIdentity), or `classic` (GetOpenIdToken or GetOpenIdTokenForDeveloperIdentity, and then STS). */
  readonly flow: "enhanced" | "classic";
  /** Whether AWS would restrict the role, as it does for guests in the enhanced flow. The local service only reports it. */
  readonly scopedDown: boolean;
  readonly principalTags: Readonly<Record<string, string>>;
  readonly issuedAt: Date;
  readonly expiration: Date;
  readonly expired: boolean;
}

export function resolveAccessKey(store: Store, accessKeyId: string, now: number): ResolvedAccessKey | undefined {
  const session = store.session(accessKeyId);
  if (session === undefined) {
    return undefined;
  }
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

/** The principal that signed a request: the session of an issued key, or the user that a configured key belongs to. */
export function callerArn({ store, region }: Context, { accessKeyId, accountId }: Caller): string {
  const session = store.session(accessKeyId);
  return session === undefined
    ? `arn:${partitionOf(region)}:iam::${accountId}:user/${choices.userName(accessKeyId)}`
    : assumedRoleArn(session.roleArn, session.roleSessionName);
}
