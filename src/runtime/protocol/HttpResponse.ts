import type { HeaderBag, HttpResponse as IHttpResponse } from "@smithy/types";

/** A response as middleware meets it: the same members as Smithy's class of the name. */
export class HttpResponse implements IHttpResponse {
  declare statusCode: number;
  declare reason?: string;
  declare headers: HeaderBag;
  // biome-ignore lint/suspicious/noExplicitAny: text, bytes or a stream.
  declare body?: any;

  constructor({ statusCode, reason, headers = {}, body }: Partial<HttpResponse> & { statusCode: number }) {
    this.statusCode = statusCode;
    this.reason = reason as string;
    this.headers = headers;
    this.body = body;
  }

  /** Any object of that form counts: request handlers bring responses of other packages. */
  static isInstance(value: unknown): value is HttpResponse {
    const { statusCode, headers } = (value ?? {}) as Partial<IHttpResponse>;
    return typeof statusCode === "number" && typeof headers === "object";
  }
}
