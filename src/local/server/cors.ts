import type { Ids } from "../base/ids.js";
import { type HttpRequest, headerOf } from "./request.js";
import type { Answer } from "./response.js";

/** Origins whose pages may call the service; `undefined`: all. */
export type AllowedOrigins = readonly string[] | undefined;

/** Browsers name the origin of every page that calls another one; other clients have none. */
export const isAllowedOrigin = (origin: string | undefined, allowed: AllowedOrigins): boolean =>
  origin === undefined || allowed === undefined || allowed.includes(origin);

/** What a page of another origin may see of a response. `Date` lets it correct its clock. */
export function corsHeaders(origin: string | undefined, allowed: AllowedOrigins): Readonly<Record<string, string>> {
  if (origin === undefined || !isAllowedOrigin(origin, allowed)) {
    return {};
  }
  return {
    "Access-Control-Allow-Origin": allowed === undefined ? "*" : origin,
    "Access-Control-Expose-Headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
  };
}

/** The headers that SDKs send, for browsers that do not say which they are about to send. */
const SDK_HEADERS =
  "authorization,content-type,x-amz-target,x-amz-date,x-amz-security-token,x-amz-content-sha256,x-amz-user-agent," +
  "amz-sdk-invocation-id,amz-sdk-request,x-amzn-trace-id,cache-control";

/** Allows whatever the browser asks for: a new header of a new SDK must not need a new service. */
export function preflight(
  request: HttpRequest,
  { cors, service }: { readonly cors: AllowedOrigins; readonly service: { readonly ids: Pick<Ids, "requestId"> } },
): Answer {
  if (!isAllowedOrigin(headerOf(request, "origin"), cors)) {
    return { status: 403, headers: {}, body: "" };
  }
  const isFromPublicNetwork = headerOf(request, "access-control-request-private-network") === "true";
  return {
    status: 200,
    headers: {
      "x-amzn-RequestId": service.ids.requestId(),
      // Requests to STS in the form of a GET are simple ones, for which browsers send no preflight.
      "Access-Control-Allow-Methods": "POST",
      "Access-Control-Allow-Headers": headerOf(request, "access-control-request-headers") ?? SDK_HEADERS,
      "Access-Control-Max-Age": "172800",
      // A page from the internet may otherwise not talk to this machine.
      ...(isFromPublicNetwork && { "Access-Control-Allow-Private-Network": "true" }),
    },
    body: "",
  };
}
