import type {
  HeaderBag,
  HttpRequest as IHttpRequest,
  HttpResponse as IHttpResponse,
  QueryParameterBag,
  ResponseMetadata,
} from "@smithy/types";

/** A request for middleware: the same members, in the same order, as in Smithy's class of the same name. */
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
    this.port = options.port;
    this.path = options.path || "/";
    this.query = options.query || {};
    this.headers = options.headers || {};
    this.username = options.username;
    this.password = options.password;
    this.fragment = options.fragment;
    this.body = options.body;
  }

  /** Copies a request, including its headers and query. The body is shared. */
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

/**
 * Whether a value has the form of a request, because plugins use classes of other packages. Bundles that do not create requests do not
 * contain the class.
 */
export function isHttpRequest(value: unknown): value is HttpRequest {
  const { method, protocol, hostname, path, query, headers }: Record<string, unknown> = Object(value);
  return (
    typeof headers === "object" &&
    typeof query === "object" &&
    [method, protocol, hostname, path].every((part) => part !== undefined)
  );
}

/** A response for middleware: the same members as in Smithy's class of the same name. */
export class HttpResponse implements IHttpResponse {
  declare statusCode: number;
  declare reason?: string;
  declare headers: HeaderBag;
  // biome-ignore lint/suspicious/noExplicitAny: text, bytes or a stream.
  declare body?: any;

  constructor({ statusCode, reason, headers = {}, body }: Partial<HttpResponse> & { statusCode: number }) {
    this.statusCode = statusCode;
    this.reason = reason;
    this.headers = headers;
    this.body = body;
  }

  /** Any object of that form counts. */
  static isInstance(value: unknown): value is HttpResponse {
    return isHttpResponse(value);
  }
}

/** Whether a value has the form of a response, because request handlers use classes of other packages. */
export function isHttpResponse(value: unknown): value is HttpResponse {
  const { statusCode, headers }: Record<string, unknown> = Object(value);
  return typeof statusCode === "number" && typeof headers === "object";
}

/**
 * When a server sent a response, in epoch milliseconds; NaN if that is not known.
 *
 * A response with an `age` header comes from a cache, so its date is from an earlier time (RFC 9111, 5.1).
 *
 * @param stated - the time, if it is not that of the `date` header.
 */
export function serverTimeOf(headers: HeaderBag = {}, stated: string = headers.date ?? headers.Date ?? ""): number {
  return Date.parse((headers.age ?? headers.Age) === undefined ? stated : "");
}

/** The metadata of the response in an output or an error, for a support case with AWS. */
export function metadataOf({ statusCode, headers }: HttpResponse): ResponseMetadata {
  return {
    httpStatusCode: statusCode,
    requestId: headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"],
    extendedRequestId: headers["x-amz-id-2"],
    cfId: headers["x-amz-cf-id"],
  };
}

/** The beginning of a URL, up to the path. */
export function originOf({ protocol, hostname, port }: Pick<IHttpRequest, "protocol" | "hostname" | "port">): string {
  return `${protocol}//${hostname}${port ? `:${port}` : ""}`;
}

/** The value of the `host` header. */
export function hostOf({ hostname, port }: Pick<IHttpRequest, "hostname" | "port">): string {
  return port == null ? hostname : `${hostname}:${port}`;
}

/** The target in a request line: path, query, and fragment. */
export function requestTarget({ path, query, fragment }: IHttpRequest): string {
  const text = queryText(query);
  return path + (text && `?${text}`) + (fragment ? `#${fragment}` : "");
}

/** Names in alphabetical order. For a value of null, only the name is written. */
export function queryText(query: QueryParameterBag = {}): string {
  return Object.keys(query)
    .sort()
    .flatMap((name) =>
      [query[name] ?? null].flat().map((value) => escapeUri(name) + (value === null ? "" : `=${escapeUri(value)}`)),
    )
    .join("&");
}

/** Percent-encodes all except the unreserved characters of RFC 3986. */
export function escapeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
