import type { HttpRequest } from "../../server/request.js";
import type { Answer } from "../../server/response.js";
import type { ControlContext } from "./ControlContext.js";
import { controlRoutes } from "./controlRoutes.js";
import { hasControlToken } from "./controlToken.js";
import { denialReason } from "./denialReason.js";

export const isControlPath = (path: string): boolean => path === "/_control" || path.startsWith("/_control/");

/** A thousand faults fit in this. More would take long to check, and hold up all other requests. */
const MOST_BYTES = 262_144;
const TOKEN_NEEDED =
  "Control needs the token that the service printed at its start: send the header `Authorization: Bearer TOKEN`.";

/** Responds to requests that may control the service, and tells the others why they may not. */
export async function answerControl(request: HttpRequest, context: ControlContext): Promise<Answer> {
  const denial = denialReason(request);
  if (denial !== undefined) return json(403, { message: denial });
  if (!hasControlToken(request, context.token)) {
    return json(401, { message: TOKEN_NEEDED }, { "WWW-Authenticate": "Bearer" });
  }
  if (request.body.length > MOST_BYTES) {
    return json(413, {
      message: `A control request may have ${MOST_BYTES} bytes, and this one has ${request.body.length}.`,
    });
  }
  const sameMethod = controlRoutes.filter(({ method }) => method === request.method);
  const route = sameMethod.find(({ path }) => path === request.path);
  if (route === undefined) {
    const routes = controlRoutes.map(({ method, path }) => `${method} ${path}`);
    return json(404, { message: `There is no ${request.method} ${request.path}.`, routes });
  }
  try {
    return json(200, await route.handle(inputOf(request), context));
  } catch (cause) {
    if (cause instanceof TypeError) return json(400, { message: cause.message });
    throw cause;
  }
}

/** @throws TypeError for a body that is not JSON. */
function inputOf({ method, query, body }: HttpRequest): unknown {
  return method === "GET" ? Object.fromEntries(new URLSearchParams(query)) : readJson(body);
}

/** @throws TypeError for a body that is not JSON. */
function readJson(body: Buffer): unknown {
  const text = body.toString("utf8").trim();
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    // Not the engine's own words: they quote the body.
    throw new TypeError("The body must be JSON.");
  }
}

const json = (status: number, contents: unknown, headers: Answer["headers"] = {}): Answer => ({
  status,
  headers: {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  },
  body: JSON.stringify(contents, undefined, 2),
});
