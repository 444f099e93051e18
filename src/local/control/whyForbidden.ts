import { BlockList, isIP } from "node:net";
import { type HttpRequest, headerOf } from "../http/HttpRequest.js";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Proxies say with these that somebody else is behind them. */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/**
 * Why a request may not control the service, or nothing when it may.
 *
 * It must come from this machine. That alone would let in every web page that is open on this machine: hence the host, which
 * gives away a name of somebody else's that was made to lead here, and the origin.
 */
export function whyForbidden(request: HttpRequest): string | undefined {
  const host = headerOf(request, "host") ?? "";
  const origin = headerOf(request, "origin");
  const site = headerOf(request, "sec-fetch-site");
  if (!isLoopbackAddress(request.connection.remoteAddress ?? "")) return "Only this machine may control the service.";
  if (FORWARDED.some((name) => request.headers.has(name))) return "Control goes through no proxy.";
  if (!isLoopbackHost(host)) return "Call the service by localhost, 127.0.0.1 or [::1] to control it.";
  if (origin !== undefined && !/^https?:\/\//.test(origin)) return "Only the service's own pages may control it.";
  if (origin !== undefined && origin.replace(/^https?:\/\//, "") !== host) {
    return "Only the service's own pages may control it.";
  }
  // Browsers leave out the origin of some requests; this says whose they are.
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return "Only the service's own pages may control it.";
  }
  return undefined;
}

function isLoopbackAddress(address: string): boolean {
  // A socket for both versions of IP shows the fourth as the sixth.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const version = isIP(plain);
  return version !== 0 && loopback.check(plain, version === 6 ? "ipv6" : "ipv4");
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name === "localhost" || name === "[::1]" || (isIP(name) === 4 && loopback.check(name, "ipv4"));
}
