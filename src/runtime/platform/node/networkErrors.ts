import { setMessage } from "../../errors/thrown.js";

/** Network errors that are timeouts (Node.js, `error.code`). */
const TIMEOUT_CODES: readonly unknown[] = ["ECONNRESET", "EPIPE", "ETIMEDOUT"];

/**
 * The error itself, named "TimeoutError" if it is a timeout, because retries and applications look for that name.
 *
 * If a name has several addresses, as `localhost` may have, and none can be reached, the error of Node.js has no message. It gets those of
 * the addresses.
 */
export function named(error: Error & { code?: string; errors?: readonly Error[] }): Error {
  if (error.message === "" && error.errors) {
    setMessage(error, error.errors.map(({ message }) => message).join(", "));
  }
  return TIMEOUT_CODES.includes(error.code) ? Object.assign(error, { name: "TimeoutError" }) : error;
}

/** For example, a server that switches protocols closes a request without a response or an error. */
export function closedError(): Error {
  return named(
    Object.assign(new Error("The connection was closed before there was a response."), { code: "ECONNRESET" }),
  );
}

/** The message of a timeout, in Smithy's words, which applications look for. */
const TIMEOUTS = {
  connection: (limit: number) =>
    `the request socket did not establish a connection with the server within the configured timeout of ${limit} ms.`,
  request: (limit: number) => `[ERROR] a request has exceeded the configured ${limit} ms requestTimeout.`,
  socket: (limit: number) =>
    `the request socket timed out after ${limit} ms of inactivity (configured by client requestHandler).`,
  acquisition: (limit: number) =>
    `the request has waited for a free connection for the configured socketAcquisitionTimeout of ${limit} ms.`,
};

export type Timeout = keyof typeof TIMEOUTS;

export function timeoutError(timeout: Timeout, limit: number): Error {
  const error = new Error(`@smithy/node-http-handler - ${TIMEOUTS[timeout](limit)}`);
  return Object.assign(error, { name: "TimeoutError", code: "ETIMEDOUT" });
}

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

/** Whether the network caused the lack of a response, according to the codes of Node.js. */
export function isNetworkFailure(error: { message?: string; code?: string }): boolean {
  const { message = "", code = "" } = error;
  return NETWORK_CODES.has(code) || (code === "ERR_HTTP2_STREAM_ERROR" && message.includes("NGHTTP2_REFUSED_STREAM"));
}
