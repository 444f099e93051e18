import { createHash, timingSafeEqual } from "node:crypto";
import { InputError } from "../../base/check.js";
import { ServiceFault } from "../../base/ServiceFault.js";
import type { Context } from "../../domain/Context.js";
import type { HttpResponse, Route } from "../../server/http.js";
import { type HttpRequest, headerOf } from "../../server/http.js";
import { controlRoutes } from "./controlRoutes.js";
import { denialReason } from "./denialReason.js";

/** Enough for a thousand faults. Checking more would take long, and delay all other requests. */
const MOST_BYTES = 262_144;
const TOKEN_NEEDED =
  "The control route requires the token that the service printed at its start: send the header `Authorization: Bearer TOKEN`.";

/** Responds to control requests. If a request is not allowed, the response says why. */
export const control: Route<Context> = {
  isPrivate: true,
  match: ({ path }, { controlToken }) =>
    controlToken !== undefined && (path === "/_control" || path.startsWith("/_control/")),
  answer: async (request, context) => {
    const denial = denialReason(request);
    if (denial !== undefined) {
      return json(403, { message: denial });
    }
    if (!hasControlToken(request, context.controlToken)) {
      return json(401, { message: TOKEN_NEEDED }, { "WWW-Authenticate": "Bearer" });
    }
    const { method, path, body } = request;
    if (body.length > MOST_BYTES) {
      const message = `A control request can have at most ${MOST_BYTES} bytes; this one has ${body.length}.`;
      return json(413, { message });
    }
    const name = `${method} ${path}`;
    const route = Object.hasOwn(controlRoutes, name) ? controlRoutes[name] : undefined;
    if (route === undefined) {
      return json(404, { message: `There is no route ${name}.`, routes: Object.keys(controlRoutes) });
    }
    try {
      return json(200, await route(inputOf(request), context));
    } catch (cause) {
      if (cause instanceof InputError || cause instanceof ServiceFault) {
        return json(400, { message: cause.message });
      }
      throw cause;
    }
  },
};

/** @throws InputError for a body that is not JSON */
function inputOf({ method, query, body }: HttpRequest): unknown {
  if (method === "GET") {
    return Object.fromEntries(new URLSearchParams(query));
  }
  const text = body.toString("utf8").trim();
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    // Not the engine's message, which quotes the body.
    throw new InputError({ path: [], problem: "must be JSON" }, "The body");
  }
}

/** Whether the request has `Authorization: Bearer TOKEN`. Compares in constant time. */
function hasControlToken(request: HttpRequest, token: string | undefined): boolean {
  const [, sent = ""] = /^Bearer +([\w.~-]{1,256})$/i.exec(headerOf(request, "authorization") ?? "") ?? [];
  return token !== undefined && timingSafeEqual(digest(sent), digest(token));
}

/** Digests have the same length, which `timingSafeEqual` requires. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const json = (status: number, contents: unknown, headers: HttpResponse["headers"] = {}): HttpResponse => ({
  status,
  headers: {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  },
  body: JSON.stringify(contents, undefined, 2),
});
