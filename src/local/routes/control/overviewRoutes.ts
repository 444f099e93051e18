import { checked, InputError, object, optional, text } from "../../base/check.js";
import { operationNames } from "../../base/model.js";
import type { IdentityRecord, PoolRecord, SessionRecord } from "../../state/records.js";
import type { ControlRoute } from "./ControlRoute.js";

/** More pools, keys and requests than this do not go into one page. */
const MOST_POOLS = 200;
const MOST_ACCESS_KEYS = 20;
const MOST_REQUESTS = 40;
const MOST_IDENTITIES = 200;

/** What the console page shows; no secret in it. */
export const overviewRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_control/overview",
    answer: async (_input, { endpoint, region, clock, faults, log, store }) => ({
      endpoint: endpoint(),
      region,
      ...clock.describe(),
      faults: faults.list(),
      requests: log.list().slice(-MOST_REQUESTS),
      pools: (await firstOf(store.allPools(), MOST_POOLS)).map(describePool),
      accessKeys: (await store.lastSessions(MOST_ACCESS_KEYS)).map((session) => describeSession(session, clock.now())),
      operations: operationNames,
    }),
  },
  {
    method: "GET",
    path: "/_control/request",
    answer: (input, { log }) => {
      const { id } = checked(REQUEST_QUERY, input, "The query");
      const exchange = log.exchange(id);
      if (exchange === undefined) {
        throw new InputError({ path: ["id"], problem: "is not that of one of the last requests" }, "");
      }
      return { requestId: id, ...exchange };
    },
  },
  {
    method: "GET",
    path: "/_control/identities",
    answer: async (input, { store }) => {
      const { pool, after = "", limit = MOST_IDENTITIES } = checked(IDENTITIES_QUERY, input, "The query");
      const page = { after, limit: Math.min(Number(limit), MOST_IDENTITIES), hideDisabled: false };
      const { items, next } = await store.identities(pool, page);
      return { identities: items.map(describeIdentity), ...(next !== undefined && { next }) };
    },
  },
];

const REQUEST_QUERY = object<{ id: string }>({ id: text() });

const IDENTITIES_QUERY = object<{ pool: string; after?: string; limit?: string }>({
  pool: text(),
  after: optional(text()),
  limit: optional(text({ pattern: "^\\d{1,15}$", expected: "a whole number" })),
});

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

function describeIdentity({ id, logins, createdAt, disabled }: IdentityRecord): object {
  return {
    id,
    createdAt,
    disabled: disabled === true,
    logins: logins.map(({ provider, subject }) => `${provider}  ${subject}`),
  };
}

function describeSession({ accessKeyId, roleArn, identityId, expiresAt }: SessionRecord, now: number): object {
  return { accessKeyId, roleArn, identityId, expiresAt, expired: expiresAt <= now };
}
