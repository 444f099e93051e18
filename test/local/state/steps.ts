import { type Body, DEVELOPER, GOOGLE, role } from "../harness.js";

export interface Identity {
  logins: string[];
  disabled?: boolean;
  parentId?: string;
}

/** What a worker knows about its pool, without times. */
interface Pool {
  id: string;
  tags: Record<string, string>;
  roles: Record<string, string>;
  identities: Record<string, Identity>;
}

export interface State {
  /** Missing before it is created, and after it is deleted. */
  pool?: Pool;
  /** Secrets by access key. */
  sessions: Record<string, string>;
}

export interface Step {
  operation: string;
  input: object;
  /** The changes after the step. An ID from the response is known; otherwise, it is looked up in the state. */
  apply(state: State, id: string, answer?: Body): void;
}

export const createPool = (name: string): Step => ({
  operation: "CreateIdentityPool",
  input: {
    IdentityPoolName: name,
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: DEVELOPER,
    SupportedLoginProviders: { [GOOGLE]: "google-client" },
    IdentityPoolTags: { a: "b" },
  },
  apply: (state, id) => {
    state.pool = { id, tags: { a: "b" }, roles: {}, identities: {} };
  },
});

export const getId = (IdentityPoolId: string, subject?: string, token?: string): Step => ({
  operation: "GetId",
  input: { IdentityPoolId, ...(token !== undefined && { Logins: { [GOOGLE]: token } }) },
  apply: ({ pool }, id) => {
    if (pool) pool.identities[id] = { logins: subject === undefined ? [] : [`public ${GOOGLE} ${subject}`] };
  },
});

export const developerIdentity = (IdentityPoolId: string, subject: string): Step => ({
  operation: "GetOpenIdTokenForDeveloperIdentity",
  input: { IdentityPoolId, Logins: { [DEVELOPER]: subject } },
  apply: ({ pool }, id) => {
    if (pool) pool.identities[id] = { logins: [`developer ${DEVELOPER} ${subject}`] };
  },
});

/** The latest and the previous one: two records in one change. */
export function merge(IdentityPoolId: string, developers: [string, Identity][]): Step {
  const [[destination, { logins: kept }] = ["", { logins: [] }], [source, { logins: moved }] = ["", { logins: [] }]] =
    developers.slice(-2);
  const identifier = (logins: string[]): string => logins[0]?.split(" ")[2] ?? "";
  return {
    operation: kept.length + moved.length > 20 ? "DeleteIdentities" : "MergeDeveloperIdentities",
    input:
      kept.length + moved.length > 20
        ? { IdentityIdsToDelete: [destination] }
        : {
            IdentityPoolId,
            DeveloperProviderName: DEVELOPER,
            DestinationUserIdentifier: identifier(kept),
            SourceUserIdentifier: identifier(moved),
          },
    apply: ({ pool }) => {
      if (pool === undefined) return;
      if (kept.length + moved.length > 20) {
        delete pool.identities[destination];
        return;
      }
      pool.identities[destination] = { logins: [...kept, ...moved] };
      pool.identities[source] = { logins: [], disabled: true, parentId: destination };
    },
  };
}

export const tag = (poolId: string, key: string, value: string): Step => ({
  operation: "TagResource",
  input: {
    ResourceArn: `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${poolId}`,
    Tags: { [key]: value },
  },
  apply: ({ pool }) => {
    if (pool) pool.tags[key] = value;
  },
});

export function setRoles(IdentityPoolId: string, name: string): Step {
  const Roles = { authenticated: role(name), unauthenticated: role(name) };
  return {
    operation: "SetIdentityPoolRoles",
    input: { IdentityPoolId, Roles },
    apply: ({ pool }) => {
      if (pool) pool.roles = Roles;
    },
  };
}

export const credentials = (IdentityId: string): Step => ({
  operation: "GetCredentialsForIdentity",
  input: { IdentityId },
  apply: ({ sessions }, _id, answer) => {
    if (answer !== undefined) sessions[answer.Credentials.AccessKeyId] = answer.Credentials.SecretKey;
  },
});

export const deleteIdentities = (ids: string[]): Step => ({
  operation: "DeleteIdentities",
  input: { IdentityIdsToDelete: ids.length > 0 ? ids : ["us-east-1:0"] },
  apply: ({ pool }) => {
    for (const id of ids) delete pool?.identities[id];
  },
});

export const deletePool = (IdentityPoolId: string): Step => ({
  operation: "DeleteIdentityPool",
  input: { IdentityPoolId },
  apply: (state) => {
    delete state.pool;
  },
});
