// The console page. Plain JavaScript as it is served: there is nothing to build.

/** How often the page looks for news, in milliseconds. */
const INTERVAL_MS = 1000;
const PAGE_SIZE = 50;

const byId = (id) => document.getElementById(id);
let pool;
let after = 0;
let shown = "";

/** Calls the control route. What goes wrong is said at the top of the page. */
async function control(method, path, input) {
  const response = await fetch(`/_control${path}`, {
    method,
    ...(input !== undefined && { body: JSON.stringify(input) }),
  });
  const answer = await response.json();
  byId("status").textContent = response.ok ? "" : answer.message;
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

/** An element with text in it, never markup. */
function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function row(...cells) {
  const made = document.createElement("tr");
  made.append(...cells.map((cell) => (cell instanceof Node ? cell : element("td", String(cell ?? "")))));
  return made;
}

const moment = (milliseconds) => new Date(milliseconds).toISOString().replace("T", " ").slice(0, 19);

function showOverview({ endpoint, region, time, stopped, faults, requests, pools, accessKeys, operations }) {
  byId("endpoint").textContent = endpoint;
  byId("region").textContent = region;
  byId("time").textContent = moment(Date.parse(time)) + (stopped ? " (stopped)" : "");
  const news = JSON.stringify([faults, requests, pools, accessKeys]);
  if (news === shown) return;
  shown = news;
  fillOperations(operations);
  byId("faults").replaceChildren(...faults.map((fault) => element("li", JSON.stringify(fault))));
  showPools(pools);
  byId("keys").replaceChildren(...accessKeys.map(keyRow));
  byId("no-keys").hidden = accessKeys.length > 0;
  byId("log").replaceChildren(...requests.toReversed().map(requestRow));
  byId("no-log").hidden = requests.length > 0;
  if (pool !== undefined) void showIdentities();
}

function fillOperations(operations) {
  const select = document.querySelector("#fault-form select[name=operation]");
  if (select.length === 1) select.append(...operations.map((name) => element("option", name)));
}

function showPools(pools) {
  const focused = document.activeElement?.dataset?.pool;
  byId("no-pools").hidden = pools.length > 0;
  if (!pools.some(({ id }) => id === pool?.id)) choose(pools[0]);
  else pool = pools.find(({ id }) => id === pool.id);
  byId("pools").replaceChildren(
    ...pools.map((each) => {
      const button = element("button", each.name);
      button.type = "button";
      button.dataset.pool = each.id;
      button.setAttribute("aria-pressed", String(each.id === pool?.id));
      button.append(element("small", each.id));
      button.addEventListener("click", () => {
        choose(each);
        showPools(pools);
        void showIdentities();
      });
      const item = element("li");
      item.append(button);
      return item;
    }),
  );
  if (focused !== undefined) document.querySelector(`[data-pool="${CSS.escape(focused)}"]`)?.focus();
  showPool();
}

function choose(each) {
  pool = each;
  after = 0;
  byId("identities").replaceChildren();
  byId("providers").replaceChildren(...(each?.providers ?? []).map((name) => new Option(name, name)));
  byId("token-form").elements.provider.value ||= each?.providers[0] ?? "";
}

function showPool() {
  const facts = pool === undefined ? {} : { Guests: pool.guests ? "yes" : "no", ...pool.roles };
  byId("pool").replaceChildren(
    ...Object.entries(facts).map(([name, value]) => {
      const pair = element("div");
      pair.append(element("dt", name), element("dd", value));
      return pair;
    }),
  );
}

async function showIdentities(more = false) {
  if (pool === undefined) return;
  const from = more ? after : 0;
  const query = new URLSearchParams({ pool: pool.id, after: String(from), limit: String(PAGE_SIZE) });
  const { identities, next } = await control("GET", `/identities?${query}`);
  const rows = identities.map(({ id, logins, createdAt, disabled }) =>
    row(
      element("td", id),
      element("td", logins.join("\n") || (disabled ? "disabled" : "guest"), logins.length > 0 ? "" : "faint"),
      moment(createdAt),
    ),
  );
  if (more) byId("identities").append(...rows);
  else byId("identities").replaceChildren(...rows);
  after = next ?? 0;
  byId("more").hidden = next === undefined;
  byId("no-identities").hidden = byId("identities").childElementCount > 0;
  byId("no-identities").textContent = "None yet. GetId makes them.";
}

function keyRow({ accessKeyId, roleArn, identityId, expiresAt, expired }) {
  return row(accessKeyId, roleArn, identityId, element("td", moment(expiresAt), expired ? "bad" : ""));
}

function requestRow({ time, operation, accessKeyId, status, error, fault, ms }) {
  return row(
    moment(time).slice(11),
    operation ?? "–",
    accessKeyId ?? "public",
    element("td", status === 0 ? "none" : String(status), status === 200 ? "good" : "bad"),
    ms.toFixed(1),
    element("td", error ?? fault ?? "", "bad"),
  );
}

async function refresh() {
  try {
    showOverview(await control("GET", "/overview"));
  } catch {
    byId("status").textContent ||= "The service does not answer.";
  }
}

/** Does something, then shows what it changed. */
const does = (action) => async (event) => {
  event?.preventDefault();
  try {
    await action(event);
  } catch (error) {
    byId("status").textContent = error.message;
    return;
  }
  await refresh();
};

byId("token-form").addEventListener(
  "submit",
  does(async ({ target }) => {
    const entries = [...new FormData(target)].filter(([, value]) => value !== "");
    const { token } = await control("POST", "/login-token", Object.fromEntries(entries));
    byId("token").hidden = false;
    byId("token").querySelector("code").textContent = token;
  }),
);
byId("copy").addEventListener("click", () =>
  navigator.clipboard?.writeText(byId("token").querySelector("code").textContent),
);
for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener(
    "click",
    does(() => control("POST", "/time", { advance: Number(button.dataset.advance) })),
  );
}
byId("now").addEventListener(
  "click",
  does(() => control("POST", "/time", { reset: true })),
);
byId("fault-form").addEventListener(
  "submit",
  does(({ target }) => {
    const { operation, kind, times } = Object.fromEntries(new FormData(target));
    return control("POST", "/faults", {
      kind,
      ...(operation && { operation }),
      ...(times && { times: Number(times) }),
    });
  }),
);
byId("clear-faults").addEventListener(
  "click",
  does(() => control("DELETE", "/faults")),
);
byId("more").addEventListener("click", () => void showIdentities(true));
byId("reset").addEventListener("click", () => byId("confirm").showModal());
byId("confirm").addEventListener(
  "close",
  does(async () => {
    if (byId("confirm").returnValue === "yes") await control("POST", "/reset");
  }),
);

void refresh();
setInterval(() => document.hidden || refresh(), INTERVAL_MS);
