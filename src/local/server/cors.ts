import type { HttpResponse } from "./http.js";
import { headerOf, type RequestHead } from "./http.js";

/** The origin of the page that sent the request. Browsers send it with requests to other origins; other clients do not. */
export const isAllowedOrigin = (origin: string | undefined, allowed: readonly string[] | undefined): boolean =>
  origin === undefined || allowed === undefined || allowed.includes(origin);

/** The headers that pages of other origins can read. They need `Date` to correct their clocks. */
export function corsHeaders(origin: string, allowed: readonly string[] | undefined): Readonly<Record<string, string>> {
  if (!isAllowedOrigin(origin, allowed)) {
    return {};
  }
  return {
    "Access-Control-Allow-Origin": allowed === undefined ? "*" : origin,
    "Access-Control-Expose-Headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
  };
}

/** The headers that SDKs send, for browsers that do not list them in advance. */
const SDK_HEADERS =
  "authorization,content-type,x-amz-target,x-amz-date,x-amz-security-token,x-amz-content-sha256,x-amz-user-agent," +
  "amz-sdk-invocation-id,amz-sdk-request,x-amzn-trace-id,cache-control";

/** Allows all headers that the browser requests, so that a new header of an SDK does not require a new version of the service. */
export function preflight(
  request: RequestHead,
  allowed: readonly string[] | undefined,
  requestId: string,
): HttpResponse {
  if (!isAllowedOrigin(headerOf(request, "origin"), allowed)) {
    return { status: 403, headers: {}, body: "" };
  }
  const isFromPublicNetwork = headerOf(request, "access-control-request-private-network") === "true";
  return {
    status: 200,
    headers: {
      "x-amzn-RequestId": requestId,
      // GET requests to STS are simple requests, for which browsers do not send a preflight.
      "Access-Control-Allow-Methods": "POST",
      "Access-Control-Allow-Headers": headerOf(request, "access-control-request-headers") ?? SDK_HEADERS,
      "Access-Control-Max-Age": "172800",
      // Without it, pages from the internet cannot call this machine.
      ...(isFromPublicNetwork && { "Access-Control-Allow-Private-Network": "true" }),
    },
    body: "",
  };
}
