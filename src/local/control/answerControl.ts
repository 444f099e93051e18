import type { Answer } from "../http/Answer.js";
import type { HttpRequest } from "../http/HttpRequest.js";
import type { ControlContext } from "./ControlContext.js";
import { controlRoutes } from "./controlRoutes.js";
import { whyForbidden } from "./whyForbidden.js";

export const isControlPath = (path: string): boolean => path === "/_control" || path.startsWith("/_control/");

/** Answers whoever may ask; the others are told why not. */
export async function answerControl(request: HttpRequest, context: ControlContext): Promise<Answer> {
  const forbidden = whyForbidden(request);
  if (forbidden !== undefined) return json(403, { message: forbidden });
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

const json = (status: number, contents: unknown): Answer => ({
  status,
  headers: { "Content-Type": "application/json", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" },
  body: JSON.stringify(contents, undefined, 2),
});
