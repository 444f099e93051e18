import type { Context } from "../../domain/Context.js";
import type { HttpResponse } from "../../server/http.js";
import { isRead, type Route } from "../../server/http.js";
import { denialReason } from "../control/denialReason.js";
import { consoleText } from "./consoleText.js";

/** The files by path, and their types. */
const FILES: Readonly<Record<string, readonly [name: string, type: string]>> = {
  "/": ["console.html", "text/html; charset=utf-8"],
  "/_console/console.css": ["console.css", "text/css; charset=utf-8"],
  "/_console/icon.svg": ["icon.svg", "image/svg+xml"],
  ...Object.fromEntries(
    ["console", "control", "elements", "items", "words"].map((name) => [
      `/_console/${name}.mjs`,
      [`${name}.mjs`, "text/javascript; charset=utf-8"],
    ]),
  ),
};

/** Allows nothing from other origins, nothing inline, and no frames. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The console page and its parts. They contain no secrets: the data that they show requires the control token. */
export const consolePages: Route<Context> = {
  isPrivate: true,
  match: (head) => isRead(head) && Object.hasOwn(FILES, head.path),
  answer: (request, { controlToken }) => {
    const [name, type] = FILES[request.path] ?? ["", ""];
    if (controlToken === undefined) {
      return page(200, "text/plain; charset=utf-8", HINT);
    }
    const denial = denialReason(request);
    return denial === undefined
      ? page(200, type, consoleText(name))
      : page(403, "text/plain; charset=utf-8", `${denial}\n`);
  },
};

const HINT =
  "This is a local Cognito Identity service. Start it with --control (or `control: true`) for a console here.\n";

const page = (status: number, type: string, body: string): HttpResponse => ({
  status,
  headers: {
    "Content-Type": type,
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
  },
  body,
});
