// Runs app.js in the context that the name of the page selects, reports errors, and opens the next page, if there is one.
const { session } = Object.fromEntries(new URL(location.href).searchParams);
// Without a query, because otherwise a chunk that imports from app.js would start it a second time.
const app = "app.js";

const trouble = (error) => fetch("../error", { method: "POST", body: String(error?.stack || error) });
addEventListener("error", ({ error, message }) => trouble(error ?? message));
addEventListener("unhandledrejection", ({ reason }) => trouble(reason));

const places = {
  page: () => {},
  worker: () => {
    const worker = new Worker(app, { type: "module" });
    worker.onerror = ({ message }) => trouble(message || "The worker did not start.");
  },
  serviceWorker: async () => {
    await navigator.serviceWorker.register(app, { type: "module" });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage("run");
  },
};
Promise.resolve(places[document.currentScript.dataset.place ?? "page"]()).catch(trouble);

fetch(`/sessions/${session}/next`)
  .then((response) => response.text())
  .then((next) => location.replace(next));
