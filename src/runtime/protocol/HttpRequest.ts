import type { HeaderBag, HttpRequest as IHttpRequest, QueryParameterBag } from "@smithy/types";

/** A request as middleware meets it: the same members, in the same order, as Smithy's class of the name. */
export class HttpRequest implements IHttpRequest {
  declare method: string;
  declare protocol: string;
  declare hostname: string;
  declare port?: number;
  declare path: string;
  declare query: QueryParameterBag;
  declare headers: HeaderBag;
  declare username?: string;
  declare password?: string;
  declare fragment?: string;
  // biome-ignore lint/suspicious/noExplicitAny: text, bytes or a stream.
  declare body?: any;

  constructor(options: Partial<IHttpRequest>) {
    this.method = options.method || "GET";
    this.protocol = options.protocol || "https:";
    this.hostname = options.hostname || "localhost";
    this.port = options.port as number;
    this.path = options.path || "/";
    this.query = options.query || {};
    this.headers = options.headers || {};
    this.username = options.username as string;
    this.password = options.password as string;
    this.fragment = options.fragment as string;
    this.body = options.body;
  }

  /** A request like the other, down to the headers and the query; the body is the same. */
  static clone(request: IHttpRequest): HttpRequest {
    const clone = new HttpRequest(request);
    clone.headers = { ...request.headers };
    clone.query = { ...request.query };
    return clone;
  }

  /** Any object of that form counts. */
  static isInstance(value: unknown): value is HttpRequest {
    return isHttpRequest(value);
  }

  clone(): HttpRequest {
    return HttpRequest.clone(this);
  }
}

/** Any object of that form counts: plugins bring requests of other packages. Bundles that make no request of the class do without it. */
export function isHttpRequest(value: unknown): value is HttpRequest {
  const { method, protocol, hostname, path, query, headers } = (value ?? {}) as Partial<HttpRequest>;
  return (
    typeof headers === "object" &&
    typeof query === "object" &&
    [method, protocol, hostname, path].every((part) => part !== undefined)
  );
}
