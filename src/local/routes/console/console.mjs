// The console page. Plain JavaScript as it is served: there is nothing to build.

import { control, whenSignedIn } from "./control.mjs";

/** How often the page looks for news, in milliseconds. */
const INTERVAL_MS = 1000;
const PAGE_SIZE = 50;
/** More identities than this do not come in one answer. */
const MOST_IDENTITIES = 200;

const byId = (id) => document.getElementById(id);
let pool;
/** How many identities of the pool are on the page. */
let wanted = PAGE_SIZE;
let shown = "";
/** The request that is open, and what it said. */
let open;

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
  if (news === shown) {
    return;
  }
  shown = news;
  fillOperations(operations);
  byId("faults").replaceChildren(...faults.map((fault) => element("li", JSON.stringify(fault))));
  showPools(pools);
  byId("keys").replaceChildren(...accessKeys.map(keyRow));
  byId("no-keys").hidden = accessKeys.length > 0;
  showRequests(requests);
  if (pool !== undefined) {
    void showIdentities();
  }
}

/** Puts new rows in the place of the old ones. Who was on a button of one of them still is. */
function replaceRows(parent, rows) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  parent.replaceChildren(...rows);
  if (focused !== undefined) {
    parent.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}

function fillOperations(operations) {
  const select = document.querySelector("#fault-form select[name=operation]");
  if (select.length === 1) {
    select.append(...operations.map((name) => element("option", name)));
  }
}

function showPools(pools) {
  byId("no-pools").hidden = pools.length > 0;
  if (!pools.some(({ id }) => id === pool?.id)) {
    choose(pools[0]);
  } else {
    pool = pools.find(({ id }) => id === pool.id);
  }
  replaceRows(
    byId("pools"),
    pools.map((each) => {
      const button = element("button", each.name);
      button.type = "button";
      button.dataset.key = each.id;
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
  showPool();
}

function choose(each) {
  pool = each;
  wanted = PAGE_SIZE;
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

async function showIdentities() {
  if (pool === undefined) {
    return;
  }
  const { id } = pool;
  const identities = [];
  let next = 0;
  while (next !== undefined && identities.length < wanted) {
    const limit = Math.min(wanted - identities.length, MOST_IDENTITIES);
    const query = new URLSearchParams({ pool: id, after: String(next), limit: String(limit) });
    const page = await control("GET", `/identities?${query}`);
    identities.push(...page.identities);
    next = page.next;
  }
  // Another pool was chosen meanwhile.
  if (id !== pool?.id) {
    return;
  }
  byId("identities").replaceChildren(...identities.map(identityRow));
  byId("more").hidden = next === undefined;
  byId("no-identities").hidden = identities.length > 0;
  byId("no-identities").textContent = "None yet. GetId makes them.";
}

function identityRow({ id, logins, createdAt, disabled }) {
  const text = logins.join("\n") || (disabled ? "disabled" : "guest");
  return row(id, element("td", text, logins.length > 0 ? "lines" : "faint"), element("td", moment(createdAt), "short"));
}

function keyRow({ accessKeyId, roleArn, identityId, expiresAt, expired }) {
  const until = element("td", moment(expiresAt) + (expired ? " expired" : ""), expired ? "short bad" : "short");
  const role = element("td", roleArn.replace(/^arn:[^/]*:role\//, ""));
  role.title = roleArn;
  return row(element("td", accessKeyId, "short"), role, identityId, until);
}

function showRequests(requests) {
  const rows = requests.toReversed().flatMap((request) => {
    const isOpen = request.requestId === open?.requestId;
    return isOpen ? [requestRow(request), exchangeRow(open)] : [requestRow(request)];
  });
  replaceRows(byId("log"), rows);
  byId("no-log").hidden = requests.length > 0;
}

function requestRow(request) {
  const { requestId, time, operation, accessKeyId, status, error, fault, ms } = request;
  const button = element("button", operation ?? "–", "plain");
  button.type = "button";
  button.dataset.key = requestId;
  button.setAttribute("aria-expanded", String(open?.requestId === requestId));
  button.addEventListener(
    "click",
    does(async () => {
      const isOpen = open?.requestId === requestId;
      open = isOpen ? undefined : await control("GET", `/request?${new URLSearchParams({ id: requestId })}`);
      shown = "";
    }),
  );
  const cell = element("td");
  cell.append(button);
  return row(
    element("td", moment(time).slice(11), "short"),
    cell,
    element("td", accessKeyId ?? "public", "short"),
    element("td", status === 0 ? "none" : String(status), status === 200 ? "short good" : "short bad"),
    element("td", ms.toFixed(1), "short number"),
    element("td", error ?? fault ?? "", "bad"),
  );
}

function exchangeRow({ request, answer }) {
  const cell = element("td");
  cell.colSpan = 6;
  for (const [title, value] of [
    ["Request", request],
    ["Answer", answer],
  ]) {
    const text =
      value === undefined ? "nothing" : typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
    cell.append(element("h3", title), element("pre", text));
  }
  return row(cell);
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
byId("copy").addEventListener(
  "click",
  does(async ({ target }) => {
    await navigator.clipboard.writeText(byId("token").querySelector("code").textContent);
    target.textContent = "Copied";
    setTimeout(() => {
      target.textContent = "Copy";
    }, 1500);
  }),
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
    const { operation, kind, value, times } = Object.fromEntries(new FormData(target));
    return control("POST", "/faults", {
      ...(byId("value").hidden ? { kind } : { [kind]: Number(value) }),
      ...(operation && { operation }),
      ...(times && { times: Number(times) }),
    });
  }),
);
byId("fault-form").elements.kind.addEventListener("change", ({ target }) => {
  const { value, start } = target.selectedOptions[0].dataset;
  byId("value").hidden = value === undefined;
  byId("value").querySelector("span").textContent = value ?? "";
  byId("value").querySelector("input").value = start ?? "";
});
byId("clear-faults").addEventListener(
  "click",
  does(() => control("DELETE", "/faults")),
);
byId("more").addEventListener(
  "click",
  does(() => {
    wanted += PAGE_SIZE;
    return showIdentities();
  }),
);
byId("reset").addEventListener("click", () => byId("confirm").showModal());
byId("confirm").addEventListener(
  "close",
  does(async () => {
    if (byId("confirm").returnValue === "yes") {
      await control("POST", "/reset");
    }
  }),
);

whenSignedIn(refresh);
void refresh();
setInterval(() => document.hidden || refresh(), INTERVAL_MS);
