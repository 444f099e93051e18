// Elements of the console. Texts are inserted as text, never as markup.

export const byId = (id) => document.getElementById(id);

/** An element with a text and children. */
export function element(name, { text, className, children = [], ...attributes } = {}) {
  const made = document.createElement(name);
  if (text !== undefined) {
    made.textContent = text;
  }
  if (className !== undefined) {
    made.className = className;
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
}

/** A button. `key` identifies it, so that it keeps the focus when its list is rebuilt. */
export function button(text, action, { key, ...options } = {}) {
  const made = element("button", { text, type: "button", ...options });
  if (key !== undefined) {
    made.dataset.key = key;
  }
  made.addEventListener("click", action);
  return made;
}

/** An ID that a click copies. */
export const copyable = (text, key) =>
  button(text, () => copy(text), { key: `copy:${key ?? text}`, className: "id", title: "Copy" });

/** Copies a text, and announces it. */
export async function copy(text) {
  await navigator.clipboard.writeText(text);
  announce(`Copied ${text.length > 80 ? "" : text}`.trim());
}

let silence;

/** Shows a short message at the edge of the page, which screen readers announce. */
export function announce(text) {
  byId("announcement").textContent = text;
  byId("announcement").classList.add("shown");
  clearTimeout(silence);
  silence = setTimeout(() => {
    byId("announcement").classList.remove("shown");
    byId("announcement").textContent = "";
  }, 2000);
}

/** Replaces the items. A button in them that has the focus keeps it. */
export function replaceItems(parent, items) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  parent.replaceChildren(...items);
  if (focused !== undefined) {
    parent.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}
