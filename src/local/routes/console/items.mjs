// The items of the console's lists: requests, pools, identities, access keys, faults.

import { button, copyable, element } from "./elements.mjs";
import { faultLabel, faultSentence, moment, signerWords, userWords } from "./words.mjs";

/** A request. Operation, status, and error come first, even on a phone. `open` has its contents if it is open. */
export function requestItem(request, { open, toggle, identityOf, showIdentity }) {
  const { requestId, time, operation = "unknown operation", accessKeyId, status, ms } = request;
  const isOpen = open?.requestId === requestId;
  const isGood = status >= 200 && status < 300;
  const line = button("", toggle, {
    key: `request:${requestId}`,
    className: "request",
    "aria-expanded": String(isOpen),
  });
  line.append(
    element("span", { text: moment(time).slice(11), className: "time" }),
    element("span", { text: operation, className: "operation" }),
    element("span", { text: signerWords(request), className: "caller" }),
    element("span", { text: status === 0 ? "none" : String(status), className: isGood ? "code good" : "code bad" }),
    element("span", { className: "problem", children: problemParts(request) }),
    element("span", { text: ms.toFixed(1), className: "ms" }),
  );
  const item = element("li", { children: [line] });
  if (isOpen) {
    item.append(details(request, open, identityOf(accessKeyId), showIdentity));
  }
  return item;
}

/** On a phone, styles leave out "Exception". */
function problemParts({ error, fault, affectedBy }) {
  const parts = [];
  if (error !== undefined) {
    const [, stem, suffix] = /^(.*?)(Exception)?$/.exec(error);
    const children = suffix === undefined ? [] : [element("span", { text: suffix, className: "suffix" })];
    parts.push(element("span", { text: stem, children, className: "name" }));
  }
  if (fault !== undefined || affectedBy !== undefined) {
    parts.push(element("span", { text: faultLabel(fault ?? affectedBy), className: "mark" }));
  }
  return parts;
}

function details({ requestId, reason }, { request, answer }, owner, showIdentity) {
  const made = element("div", { className: "exchange" });
  if (reason !== undefined) {
    made.append(element("p", { text: `Why: ${reason}`, className: "reason" }));
  }
  if (owner !== undefined) {
    const link = button(owner.identityId, () => showIdentity(owner), { key: `owner:${requestId}`, className: "link" });
    made.append(element("p", { text: "Signed with an access key of ", children: [link] }));
  }
  for (const [title, value] of [
    ["Request", request],
    ["Response", answer],
  ]) {
    const text =
      value === undefined ? "(nothing)" : typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
    const block = element("pre", { text, tabindex: "0", role: "region", "aria-label": title });
    made.append(element("h3", { text: title }), block);
  }
  made.append(element("p", { text: "Request ID ", className: "faint", children: [copyable(requestId)] }));
  return made;
}

/** A pool, with its details if its identities are shown. */
export function poolItem({ id, name, guests, providers, roles }, isChosen, choose) {
  const pick = button(name, choose, { key: `pool:${id}`, className: "name", "aria-pressed": String(isChosen) });
  const item = element("li", { className: isChosen ? "chosen" : "", children: [pick, copyable(id)] });
  if (isChosen) {
    const facts = [
      ["Guests", guests ? "allowed" : "not allowed"],
      ...Object.entries(roles).map(([kind, arn]) => [
        kind === "authenticated" ? "Role of users" : "Role of guests",
        roleName(arn),
      ]),
      ...(providers.length > 0 ? [["Providers", providers.join(", ")]] : []),
    ];
    item.append(element("dl", { children: facts.map(([fact, text]) => pair(fact, text)) }));
  }
  return item;
}

export const pair = (name, text) =>
  element("div", { children: [element("dt", { text: name }), element("dd", { text })] });

export function identityItem({ id, logins, createdAt, ...state }, isMarked) {
  const who = logins.length > 0 ? logins.join("\n") : userWords(state);
  return element("li", {
    className: isMarked ? "marked" : "",
    children: [
      copyable(id),
      element("span", { text: who, className: logins.length > 0 ? "who" : "who faint" }),
      element("span", { text: moment(createdAt), className: "faint" }),
    ],
  });
}

/** An access key, with a button that shows its identity. */
export function keyItem(key, showIdentity) {
  const { accessKeyId, roleArn, identityId, expiresAt, expired } = key;
  const owner = button("Show identity", () => showIdentity(key), {
    key: `key:${accessKeyId}`,
    className: "link",
    "aria-label": `Show identity ${identityId} of ${accessKeyId}`,
  });
  return element("li", {
    children: [
      copyable(accessKeyId),
      element("span", { text: `role ${roleName(roleArn)}`, title: roleArn }),
      element("span", {
        text: `${expired ? "expired" : "expires"} ${moment(expiresAt)}`,
        className: expired ? "bad" : "faint",
      }),
      owner,
    ],
  });
}

const roleName = (arn) => arn.replace(/^arn:[^/]*:role\//, "");

export function faultItem({ id, fault }, remove) {
  const sentence = faultSentence(fault);
  const removal = button("Remove", remove, { key: `fault:${id}`, "aria-label": `Remove: ${sentence}` });
  return element("li", { children: [element("span", { text: sentence }), removal] });
}
