import type { Endpoint, EndpointV2, QueryParameterBag } from "@smithy/types";
import { originOf } from "./httpMessages.js";

/** An endpoint is not a URL, or the parameters of the endpoint rules contradict each other. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
}

const HREF = /^(https?:)\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]+)(?::(\d+))?([^?#]*)/i;

/**
 * Converts an endpoint in any form to the parts of a URL.
 *
 * @throws EndpointError when it is not an `http:` or `https:` URL.
 */
export function parseEndpoint(endpoint: string | URL | Endpoint | EndpointV2): Endpoint {
  const { url = endpoint, headers }: { url?: unknown; headers?: Readonly<Record<string, unknown>> } = Object(endpoint);
  const { href, hostname, path }: Partial<URL & Endpoint> = Object(url);
  if (hostname !== undefined && href === undefined) {
    parseHref(parseUrl(originOf(Object(url)) + path));
    return Object(endpoint);
  }
  const parsed = withQuery(href ?? parseUrl(url));
  const joined = Object.entries(headers ?? {}).map(([name, values]) => [
    name.toLowerCase(),
    [values].flat().join(", "),
  ]);
  return { ...parsed, ...(headers && { headers: Object.fromEntries(joined) }) };
}

/** A URL for messages and logs: user name and password are masked, even if the URL is malformed. */
export function withoutUserInfo(url: string): string {
  return url.replace(/^([a-z\d+.-]+:\/\/)?.*@/is, "$1***@");
}

/** @throws EndpointError if it is not a URL. */
export function parseUrl(url: unknown): string {
  try {
    return urlOf(`${url}`).href;
  } catch {
    // Without the engine's error as cause, because it repeats the text, including user name and password.
    throw notAUrl(url);
  }
}

/** Engines without a browser around them, such as QuickJS, have no `URL`. Only its `href` is used, see {@link parseHref}. */
export function urlOf(href: string): URL {
  return typeof URL === "function" ? new URL(href) : Object({ href });
}

function withQuery(href: string): Endpoint {
  const [, search] = /^[^?#]*\?([^#]+)/.exec(href) ?? [];
  return { ...parseHref(href), ...(search && { query: parseQuery(search) }) };
}

/**
 * The address, without the query. Uses a regular expression, because React Native's `URL` has no properties such as `hostname`.
 *
 * @throws EndpointError when it is not an `http:` or `https:` URL.
 */
export function parseHref(href: string): Endpoint {
  const [, protocol, hostname, port, path] = HREF.exec(href) ?? [];
  if (!protocol || !hostname) {
    throw notAUrl(href);
  }
  return { protocol, hostname, path: path || "/", ...(port && { port: Number(port) }) };
}

function notAUrl(given: unknown): EndpointError {
  const shown =
    typeof given === "string" ? `"${withoutUserInfo(given)}"` : `of type ${given === null ? given : typeof given}`;
  return new EndpointError(
    `The endpoint ${shown} is not an http: or https: URL. Write it like http://localhost:8000 or https://example.com.`,
  );
}

function parseQuery(search: string): QueryParameterBag {
  const query = new Map<string, QueryParameterBag[string]>();
  for (const pair of search.split("&")) {
    const [name = "", value] = pair.split("=").map(decodeURIComponent);
    const current = value ?? null;
    query.set(name, query.has(name) ? ([query.get(name), current].flat() as string[]) : current);
  }
  return Object.fromEntries(query);
}
