/** A request as the rest of the service sees it: whole, and without `node:http`. */
export interface HttpRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** By lower-case name; several of one name in the order in which they came. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  readonly connection: Connection;
}

/** What is of interest about the connection that a request came by. A socket is one. */
export interface Connection {
  /** The caller's IP address; absent when it has hung up. */
  readonly remoteAddress?: string | undefined;
  readonly destroyed: boolean;
  once(event: "close", listener: () => void): unknown;
  off(event: "close", listener: () => void): unknown;
}

/** The header's value, several of them joined as HTTP joins them. */
export const headerOf = (request: HttpRequest, name: string): string | undefined =>
  request.headers.get(name)?.join(",");
