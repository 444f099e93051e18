import type { Context } from "../domain/Context.js";
import { corsHeaders, preflight } from "../server/cors.js";
import type { Route } from "../server/http.js";
import { type HttpResponse, headerOf, notFound } from "../server/http.js";
import type { Respond } from "../server/listen.js";
import { ClosedError } from "../state/ClosedError.js";
import { faultOf } from "./call.js";
import { cognito, failure, unknownOperation } from "./cognito.js";
import { consolePages } from "./console/consolePages.js";
import { control } from "./control/control.js";
import { discovery } from "./discovery.js";
import { sts } from "./sts.js";

/** All requests that the service supports. The first route that matches a request responds to it. */
const routes: readonly Route<Context>[] = [
  cognito,
  control,
  sts,
  consolePages,
  // Before preflight requests, so that pages of other origins cannot use it.
  { match: ({ path }) => /^\/_(?:control|console)(?:\/|$)/.test(path), answer: () => notFound, isPrivate: true },
  {
    match: ({ method }) => method === "OPTIONS",
    answer: (request, { cors, ids }) => preflight(request, cors, ids.requestId()),
  },
  unknownOperation,
  ...discovery,
];

const fallback: Route<Context> = { match: () => true, answer: () => notFound };

/** Reads a request, and responds to it through its route. */
export const responder =
  (context: Context): Respond =>
  async (head, readBody) => {
    const { match: _match, answer, isPrivate } = routes.find(({ match }) => match(head, context)) ?? fallback;
    let response: HttpResponse;
    try {
      const body = await readBody();
      if (body === undefined) {
        return undefined;
      }
      const written = await context.store.begin();
      response = await answer({ ...head, body }, context);
      // A client that has disconnected does not wait, and the store may already be closed.
      if (head.connection.destroyed) {
        return undefined;
      }
      await written();
    } catch (cause) {
      if (cause instanceof ClosedError) {
        return undefined;
      }
      response = failure(context.ids.requestId(), faultOf(cause));
    }
    const origin = headerOf(head, "origin");
    return origin === undefined || isPrivate
      ? response
      : { ...response, headers: { ...corsHeaders(origin, context.cors), ...response.headers } };
  };
