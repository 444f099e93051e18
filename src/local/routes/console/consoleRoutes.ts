import { constraints } from "../../../generated/constraints.js";
import type { IdentityRecord, PoolRecord, SessionRecord } from "../../state/records.js";
import type { ControlContext } from "../control/ControlContext.js";
import type { ControlRoute } from "../control/ControlRoute.js";
import { describeTime } from "../control/changeTime.js";

/** More pools, keys and requests than this do not go into one page. */
const MOST_POOLS = 200;
const MOST_ACCESS_KEYS = 20;
const MOST_REQUESTS = 40;
const MOST_IDENTITIES = 200;

/** What the console page shows; no secret in it. */
export const consoleRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_control/overview",
    handle: async (_input, context) => ({
      endpoint: context.endpoint(),
      region: context.service.region,
      ...describeTime(context.control),
      faults: context.control.faults(),
      requests: context.log.list().slice(-MOST_REQUESTS),
      pools: (await poolsOf(context)).map(describePool),
      accessKeys: (await context.service.store.lastSessions(MOST_ACCESS_KEYS)).map((session) =>
        describeSession(session, context.control.now()),
      ),
      operations: Object.keys(constraints.operations),
    }),
  },
  {
    method: "GET",
    path: "/_control/request",
    handle: (input, { exchanges }) => {
      const { id } = input as Record<string, string | undefined>;
      if (id === undefined) throw new TypeError("id is missing: write /_control/request?id=REQUEST_ID.");
      const exchange = exchanges.get(id);
      if (exchange === undefined) throw new TypeError("There is no such request among the last ones.");
      return exchange;
    },
  },
  {
    method: "GET",
    path: "/_control/identities",
    handle: async (input, { service }) => {
      const { pool, after = "", limit = String(MOST_IDENTITIES) } = input as Record<string, string | undefined>;
      if (pool === undefined) throw new TypeError("pool is missing: write /_control/identities?pool=POOL_ID.");
      const request = {
        after,
        limit: Math.min(wholeNumber("limit", limit), MOST_IDENTITIES),
      };
      const { items, next } = await service.store.identities(pool, { ...request, hideDisabled: false });
      return { identities: items.map(describeIdentity), ...(next !== undefined && { next }) };
    },
  },
];

async function poolsOf({ service }: ControlContext): Promise<readonly PoolRecord[]> {
  const pools: PoolRecord[] = [];
  for await (const pool of service.store.allPools()) {
    if (pools.push(pool) === MOST_POOLS) {
      break;
    }
  }
  return pools;
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

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new TypeError(`${name} must be a whole number, not ${JSON.stringify(text)}.`);
  return Number(text);
}
