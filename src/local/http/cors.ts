import type { Answer } from "./Answer.js";
import { type HttpRequest, headerOf } from "./HttpRequest.js";

/** What pages of other origins may see of any answer. `Date` lets them correct their clocks. */
export const corsHeaders: Readonly<Record<string, string>> = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
};

/** The headers that SDKs send, for browsers that do not say which they are about to send. */
const SDK_HEADERS =
  "authorization,content-type,x-amz-target,x-amz-date,x-amz-security-token,x-amz-content-sha256,x-amz-user-agent," +
  "amz-sdk-invocation-id,amz-sdk-request,x-amzn-trace-id,cache-control";

/** Allows whatever the browser asks for: a new header of a new SDK must not need a new service. */
export function preflight(request: HttpRequest): Answer {
  const isFromPublicNetwork = headerOf(request, "access-control-request-private-network") === "true";
  return {
    status: 200,
    headers: {
      "Access-Control-Allow-Methods": "GET,POST",
      "Access-Control-Allow-Headers": headerOf(request, "access-control-request-headers") ?? SDK_HEADERS,
      "Access-Control-Max-Age": "172800",
      // A page from the internet may otherwise not talk to this machine.
      ...(isFromPublicNetwork && { "Access-Control-Allow-Private-Network": "true" }),
    },
    body: "",
  };
}
