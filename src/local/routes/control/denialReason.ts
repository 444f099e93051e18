import { BlockList, isIP } from "node:net";
import { type HttpRequest, headerOf } from "../../server/http.js";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Headers that a proxy adds to requests that it forwards. */
const PROXY_HEADER = /^(?:forwarded|via|x-real-ip|x-forwarded-.*)$/;

/**
 * The reason why a request cannot control the service even with the control token, or `undefined` if it can.
 *
 * This is the second line of defense: the checks catch a leaked token, but a proxy or a TCP forward on this machine can avoid all of
 * them. The request must come from this machine, its host must be a loopback name (which prevents DNS rebinding), and it must not come
 * from a page of another origin.
 */
export function denialReason(request: HttpRequest): string | undefined {
  const host = headerOf(request, "host") ?? "";
  const origin = headerOf(request, "origin");
  const site = headerOf(request, "sec-fetch-site");
  if (!isLoopbackAddress(request.connection.remoteAddress ?? "")) {
    return "Only this machine can control the service.";
  }
  if ([...request.headers.keys()].some((name) => PROXY_HEADER.test(name))) {
    return "The service cannot be controlled through a proxy.";
  }
  if (!isLoopbackHost(host)) {
    return "To control the service, use the host name localhost, 127.0.0.1, or [::1].";
  }
  const isOwnOrigin = [undefined, `http://${host}`, `https://${host}`].includes(origin);
  // Browsers do not send the origin of some requests, but this header says where they come from.
  const isOwnSite = [undefined, "same-origin", "none"].includes(site);
  return isOwnOrigin && isOwnSite ? undefined : "Only the service's own pages can control it.";
}

function isLoopbackAddress(address: string): boolean {
  // A dual-stack socket shows IPv4 addresses as IPv6 addresses.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const version = isIP(plain);
  return version !== 0 && loopback.check(plain, version === 6 ? "ipv6" : "ipv4");
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name === "localhost" || name === "[::1]" || (isIP(name) === 4 && loopback.check(name, "ipv4"));
}
