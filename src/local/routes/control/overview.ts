import { checked, InputError, object, optional, text } from "../../base/check.js";
import { environmentVariables } from "../../base/environmentVariables.js";
import { operationNames } from "../../base/model.js";
import type { Context } from "../../domain/Context.js";
import type { IdentityRecord, PoolRecord, SessionRecord } from "../../state/records.js";

/** The maximum number of pools, keys, and requests on the page. */
const MOST_POOLS = 200;
const MOST_ACCESS_KEYS = 20;
const MOST_REQUESTS = 40;
const MOST_IDENTITIES = 200;
/** Sorting more identities than this would delay other requests. */
const MOST_SORTED = 1000;

/** The contents of the console page, without secrets. */
export async function overview(_input: unknown, context: Context): Promise<object> {
  const { endpoint, region, clock, credentials, faults, log, store } = context;
  const pools = store.list((lists) => lists.allPools(true));
  const sessions = store.list((lists) => lists.sessions(true));
  return {
    endpoint: endpoint(),
    region,
    ...clock.describe(),
    offset: clock.offset,
    exports: environmentVariables(endpoint(), region, credentials.some(isDefaultKey)),
    faults: faults.identified(),
    requests: log.list().slice(-MOST_REQUESTS),
    pools: (await firstOf(pools, MOST_POOLS)).map(describePool),
    accessKeys: (await firstOf(sessions, MOST_ACCESS_KEYS)).map((session) => describeSession(session, clock.now())),
    operations: operationNames,
  };
}

/** The contents of a recent request. */
export function exchange(input: unknown, { log }: Context): object {
  const { id } = checked(REQUEST_QUERY, input, "The query");
  const exchange = log.exchange(id);
  if (exchange === undefined) {
    throw new InputError({ path: ["id"], problem: "is not the ID of a recent request" }, "");
  }
  return { requestId: id, ...exchange };
}

/** Identities of a pool, or the one with an ID. */
export async function identities(input: unknown, { store }: Context): Promise<object> {
  const { pool, id, after = "", limit = MOST_IDENTITIES } = checked(IDENTITIES_QUERY, input, "The query");
  if (id !== undefined) {
    const identity = store.identity(id);
    return { identities: identity?.poolId === pool ? [describeIdentity(identity)] : [] };
  }
  const { items, next } = await pageOfIdentities(store, pool, after, Math.min(Number(limit), MOST_IDENTITIES));
  return { identities: items.map(describeIdentity), ...(next !== undefined && { next }) };
}

const REQUEST_QUERY = object<{ id: string }>({ id: text() });

const IDENTITIES_QUERY = object<{ pool: string; id?: string; after?: string; limit?: string }>({
  pool: text(),
  id: optional(text()),
  after: optional(text()),
  limit: optional(text({ pattern: "^[1-9]\\d{0,14}$", expected: "a whole number of at least 1" })),
});

/**
 * Lists identities, newest first. If there are too many to sort, they are ordered by ID.
 *
 * @param after `next` of the previous page
 */
async function pageOfIdentities(
  store: Context["store"],
  pool: string,
  after: string,
  limit: number,
): Promise<{ readonly items: readonly IdentityRecord[]; readonly next?: string | undefined }> {
  const hideDisabled = false;
  if (after === "" || /^\d+$/.test(after)) {
    const all = await store.identities(pool, { after: "", limit: MOST_SORTED, hideDisabled });
    if (all.next === undefined) {
      const start = Number(after);
      const newest = [...all.items].sort((one, other) => other.createdAt - one.createdAt);
      const end = start + limit;
      return { items: newest.slice(start, end), next: end < newest.length ? String(end) : undefined };
    }
  }
  return store.identities(pool, { after, limit, hideDisabled });
}

const isDefaultKey = ({ accessKeyId, secretAccessKey }: Context["credentials"][number]): boolean =>
  accessKeyId === "test" && secretAccessKey === "test";

async function firstOf<Item>(items: AsyncIterable<Item>, limit: number): Promise<readonly Item[]> {
  const first: Item[] = [];
  for await (const item of items) {
    if (first.push(item) === limit) {
      break;
    }
  }
  return first;
}

function describePool({ id, settings, roles }: PoolRecord): object {
  const userPools = (settings.CognitoIdentityProviders ?? []).map(({ ProviderName }) => ProviderName);
  return {
    id,
    name: settings.IdentityPoolName,
    guests: settings.AllowUnauthenticatedIdentities,
    providers: [
      ...userPools,
      ...(settings.SupportedLoginProviders?.keys() ?? []),
      ...(settings.OpenIdConnectProviderARNs ?? []).map((arn) => arn.replace(/^.*:oidc-provider\//, "")),
      ...(settings.SamlProviderARNs ?? []),
    ],
    roles: Object.fromEntries(roles ?? []),
  };
}

function describeIdentity({ id, logins, createdAt, disabled, parentId }: IdentityRecord): object {
  return {
    id,
    createdAt,
    disabled: disabled === true,
    parentId,
    logins: logins.map(({ provider, subject }) => `${provider}  ${subject}`),
  };
}

function describeSession(session: SessionRecord, now: number): object {
  const { accessKeyId, roleArn, poolId, identityId, expiresAt } = session;
  return { accessKeyId, roleArn, identityPoolId: poolId, identityId, expiresAt, expired: expiresAt <= now };
}
