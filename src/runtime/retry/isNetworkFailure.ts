import { isFetchFailure } from "./isFetchFailure.js";

const NETWORK_CODES = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Whether no answer came because of the network; bundlers put isNetworkFailure.browser.ts in its place, where such codes are unknown. */
export function isNetworkFailure(error: { message?: string; code?: string }): boolean {
  const { message = "", code = "" } = error;
  return (
    NETWORK_CODES.has(code) ||
    (code === "ERR_HTTP2_STREAM_ERROR" && message.includes("NGHTTP2_REFUSED_STREAM")) ||
    isFetchFailure(error)
  );
}
