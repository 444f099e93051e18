import type { Endpoint, EndpointV2, QueryParameterBag } from "@smithy/types";

const HREF = /^([a-z][a-z\d+.-]*:)\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?/i;

/**
 * Any form in which an endpoint may be given, as the parts of a URL.
 *
 * @throws TypeError when a string is no URL.
 */
export function parseEndpoint(endpoint: string | Endpoint | EndpointV2): Endpoint {
  if (typeof endpoint === "string") {
    return parseHref(new URL(endpoint).href);
  }
  if (!("url" in endpoint)) {
    return endpoint;
  }
  const headers = Object.entries(endpoint.headers ?? {}).map(([name, values]) => [
    name.toLowerCase(),
    values.join(", "),
  ]);
  return { ...parseHref(endpoint.url.href), ...(endpoint.headers && { headers: Object.fromEntries(headers) }) };
}

/** React Native's `URL` can be made and printed but has no `hostname` and the like, hence the expression. */
export function parseHref(href: string): Endpoint {
  const [, protocol = "", hostname, port, path, search] = HREF.exec(href) ?? [];
  if (!hostname) {
    throw new TypeError(
      `The endpoint "${href}" names no host. Write it like http://localhost:8000 or https://example.com.`,
    );
  }
  return {
    protocol,
    hostname,
    path: path || "/",
    ...(port && { port: Number(port) }),
    ...(search && { query: parseQuery(search) }),
  };
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
