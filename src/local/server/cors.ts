import type { HttpResponse } from "./http.js";
import { headerOf, type RequestHead } from "./http.js";

/** Browsers name the origin of every page that calls another one; other clients have none. */
export const isAllowedOrigin = (origin: string | undefined, allowed: readonly string[] | undefined): boolean =>
  origin === undefined || allowed === undefined || allowed.includes(origin);

/** The headers that a page of another origin may read. With `Date`, it corrects its clock. */
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

/** Allows all headers that the browser requests: a new header of an SDK must not require a new version of the service. */
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
      // Requests to STS in the form of a GET are simple ones, for which browsers send no preflight.
      "Access-Control-Allow-Methods": "POST",
      "Access-Control-Allow-Headers": headerOf(request, "access-control-request-headers") ?? SDK_HEADERS,
      "Access-Control-Max-Age": "172800",
      // Otherwise, pages from the internet must not call this machine.
      ...(isFromPublicNetwork && { "Access-Control-Allow-Private-Network": "true" }),
    },
    body: "",
  };
}
