import type { HttpRequest, QueryParameterBag } from "@smithy/types";

/** What stands in a request line: path, query and fragment. */
export function requestTarget({ path, query, fragment }: HttpRequest): string {
  const text = queryText(query);
  return path + (text && `?${text}`) + (fragment ? `#${fragment}` : "");
}

/** Names in alphabetical order; a value of null leaves the name alone. */
export function queryText(query: QueryParameterBag = {}): string {
  return Object.keys(query)
    .sort()
    .flatMap((name) =>
      [query[name] ?? null].flat().map((value) => escapeUri(name) + (value === null ? "" : `=${escapeUri(value)}`)),
    )
    .join("&");
}

/** Percent-encodes all but the unreserved characters of RFC 3986. */
export function escapeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
