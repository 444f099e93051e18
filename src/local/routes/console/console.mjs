// The console page, in plain JavaScript that is served without a build.

import { control, whenSignedIn } from "./control.mjs";
import { announce, byId, copy, copyable, replaceItems } from "./elements.mjs";
import { faultItem, identityItem, keyItem, pair, poolItem, requestItem } from "./items.mjs";
import { claimsOf, clockWords, moment } from "./words.mjs";

/** How often the page looks for changes, in milliseconds. */
const INTERVAL_MS = 1000;
const PAGE_SIZE = 50;
/** The maximum number of identities in one response. */
const MOST_IDENTITIES = 200;

/** The last overview, and its text, which shows whether something has changed. */
let overview;
let shown = "";
let pool;
/** The number of identities of the pool that the page shows. */
let wanted = PAGE_SIZE;
/** The identity of an access key, if the page shows only this one. */
let onlyIdentity;
/** The open request and its contents. */
let open;

function showOverview(latest) {
  const { endpoint, region, time, offset, stopped, faults, requests, pools, accessKeys, exports } = latest;
  byId("time").textContent = moment(Date.parse(time));
  const moved = clockWords({ offset, stopped });
  byId("moved").hidden = moved === undefined;
  byId("moved-text").textContent = moved ?? "";
  const news = JSON.stringify([endpoint, faults, requests, pools, accessKeys]);
  if (news === shown) {
    return;
  }
  shown = news;
  overview = latest;
  replaceItems(byId("endpoint"), [copyable(endpoint)]);
  byId("region").textContent = region;
  byId("exports").textContent = exports.join("\n");
  fillOperations(latest.operations);
  replaceItems(
    byId("faults"),
    faults.map((each) =>
      faultItem(
        each,
        does(() => control("DELETE", "/faults", { id: each.id })),
      ),
    ),
  );
  showPools();
  replaceItems(
    byId("keys"),
    accessKeys.map((key) => keyItem(key, () => showIdentity(key))),
  );
  byId("no-keys").hidden = accessKeys.length > 0;
  showRequests();
  void showIdentities();
}

function fillOperations(operations) {
  const select = byId("fault-form").elements.operation;
  if (select.length === 1) {
    select.append(...operations.map((name) => new Option(name, name)));
  }
}

function showRequests() {
  const { requests, accessKeys } = overview;
  const items = requests.toReversed().map((request) =>
    requestItem(request, {
      open,
      toggle: () => toggle(request.requestId),
      identityOf: (id) => accessKeys.find(({ accessKeyId }) => accessKeyId === id),
      showIdentity,
    }),
  );
  replaceItems(byId("log"), items);
  byId("welcome").hidden = requests.length > 0;
  byId("columns").hidden = requests.length === 0;
}

const toggle = (requestId) =>
  does(async () => {
    const isOpen = open?.requestId === requestId;
    open = isOpen ? undefined : await control("GET", `/request?${new URLSearchParams({ id: requestId })}`);
    showRequests();
  })();

function showPools() {
  const { pools } = overview;
  byId("no-pools").hidden = pools.length > 0;
  byId("first-pool").parentElement.classList.toggle("has-pools", pools.length > 0);
  const known = pools.find(({ id }) => id === pool?.id);
  if (known === undefined) {
    choose(pools[0]);
  } else {
    pool = known;
  }
  replaceItems(
    byId("pools"),
    pools.map((each) =>
      poolItem(each, each.id === pool?.id, () => {
        choose(each);
        showPools();
        void showIdentities();
      }),
    ),
  );
}

function choose(each) {
  pool = each;
  wanted = PAGE_SIZE;
  onlyIdentity = undefined;
  byId("identities").replaceChildren();
  byId("providers").replaceChildren(...(each?.providers ?? []).map((name) => new Option(name, name)));
  byId("token-form").elements.provider.value = each?.providers[0] ?? "";
}

/** Shows only the identity that an access key belongs to. */
async function showIdentity({ identityPoolId, identityId }) {
  choose(overview.pools.find(({ id }) => id === identityPoolId));
  onlyIdentity = identityId;
  showPools();
  await showIdentities();
  byId("identities").querySelector("button")?.focus();
}

async function showIdentities() {
  byId("only").hidden = onlyIdentity === undefined;
  if (pool === undefined) {
    byId("more").hidden = true;
    byId("no-identities").hidden = false;
    return;
  }
  const { id } = pool;
  const only = onlyIdentity;
  const { identities, next } =
    only === undefined ? await firstIdentities(id) : await identitiesAt({ pool: id, id: only });
  // Another pool was selected in the meantime.
  if (id !== pool?.id || only !== onlyIdentity) {
    return;
  }
  replaceItems(
    byId("identities"),
    identities.map((identity) => identityItem(identity, identity.id === only)),
  );
  byId("more").hidden = next === undefined;
  byId("no-identities").hidden = identities.length > 0;
}

/** The requested number of identities, newest first. */
async function firstIdentities(poolId) {
  const identities = [];
  let next = "0";
  while (next !== undefined && identities.length < wanted) {
    const limit = String(Math.min(wanted - identities.length, MOST_IDENTITIES));
    const page = await identitiesAt({ pool: poolId, after: next, limit });
    identities.push(...page.identities);
    next = page.next;
  }
  return { identities, next };
}

const identitiesAt = (query) => control("GET", `/identities?${new URLSearchParams(query)}`);

async function refresh() {
  try {
    showOverview(await control("GET", "/overview"));
  } catch {
    byId("status").textContent ||= "The service does not respond.";
  }
}

/** Runs an action, and then updates the page. Errors appear in the open dialog, or at the top of the page. */
const does = (action) => async (event) => {
  event?.preventDefault();
  const problem = document.querySelector("dialog[open] .problem");
  try {
    await action(event);
    if (problem !== null) {
      problem.textContent = "";
    }
  } catch (error) {
    (problem ?? byId("status")).textContent = error.message;
    return;
  }
  await refresh();
};

const click = (id, action) => byId(id).addEventListener("click", action);

for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.addEventListener("click", () => byId(opener.dataset.opens).showModal());
}
for (const closer of document.querySelectorAll("[data-closes]")) {
  closer.addEventListener("click", () => closer.closest("dialog").close());
}
for (const mover of document.querySelectorAll("[data-advance]")) {
  mover.addEventListener(
    "click",
    does(() => control("POST", "/time", { advance: Number(mover.dataset.advance) })),
  );
}
click(
  "now",
  does(() => control("POST", "/time", { reset: true })),
);
click("copy-exports", () => copy(byId("exports").textContent));
click("copy-token", () => copy(byId("token-text").value));
click("show-all", () => {
  onlyIdentity = undefined;
  void showIdentities();
});
click(
  "more",
  does(() => {
    wanted += PAGE_SIZE;
    return showIdentities();
  }),
);
byId("pool-form").addEventListener(
  "submit",
  does(async ({ target }) => {
    const { name, provider, clientId } = Object.fromEntries(new FormData(target));
    const guests = target.elements.guests.checked;
    const login = { ...(provider && { provider }), ...(clientId && { clientId }) };
    const { id } = await control("POST", "/pools", { name, guests, ...login });
    pool = { id };
    onlyIdentity = undefined;
    target.closest("dialog").close();
    announce(`Created ${name}`);
  }),
);
byId("token-form").addEventListener(
  "submit",
  does(async ({ target }) => {
    const entries = [...new FormData(target)].filter(([, value]) => value !== "");
    const { token } = await control("POST", "/login-token", Object.fromEntries(entries));
    byId("token-text").value = token;
    const claims = claimsOf(token);
    byId("claims-title").hidden = claims.length === 0;
    byId("claims").replaceChildren(...claims.map(([name, text]) => pair(name, text)));
    byId("token").hidden = false;
  }),
);
byId("fault-form").addEventListener(
  "submit",
  does(async ({ target }) => {
    const { operation, kind, value, times } = Object.fromEntries(new FormData(target));
    await control("POST", "/faults", {
      ...(byId("value").hidden ? { kind } : { [kind]: Number(value) }),
      ...(operation && { operation }),
      ...(times && { times: Number(times) }),
    });
    target.closest("dialog").close();
  }),
);
byId("fault-form").elements.kind.addEventListener("change", ({ target }) => {
  const { value, start } = target.selectedOptions[0].dataset;
  byId("value").hidden = value === undefined;
  byId("value").querySelector("span").textContent = value ?? "";
  byId("value").querySelector("input").value = start ?? "";
  if (target.value === "throttleAbove") {
    // A rate of the next request alone would have no effect.
    target.form.elements.times.value = "";
  }
});
byId("confirm").addEventListener(
  "close",
  does(async () => {
    if (byId("confirm").returnValue === "yes") {
      byId("confirm").returnValue = "";
      await control("POST", "/reset");
    }
  }),
);

whenSignedIn(refresh);
void refresh();
setInterval(() => document.hidden || refresh(), INTERVAL_MS);
