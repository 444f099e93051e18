import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import type { Server, ServerOptions } from "node:https";

/** PEM, or the path of a file with it. */
export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
}

/** @throws TypeError for a key and certificate that cannot be read or do not belong together. */
export async function createTlsServer(
  tls: TlsOptions,
  options: ServerOptions,
  listener: RequestListener,
): Promise<Server> {
  const { createServer } = await import("node:https");
  const [key, cert] = [pemOf("https.key", tls.key), pemOf("https.cert", tls.cert)];
  try {
    return createServer({ ...options, key, cert }, listener);
  } catch (cause) {
    throw new TypeError(`https: key and certificate cannot be used: ${reasonOf(cause)}`, { cause });
  }
}

function pemOf(option: string, value: string): string {
  if (!value) throw new TypeError(`${option} is missing: HTTPS needs a key and its certificate.`);
  if (value.includes("-----BEGIN ")) return value;
  try {
    return readFileSync(value, "utf8");
  } catch (cause) {
    throw new TypeError(`${option} must be PEM or the path of a PEM file: ${reasonOf(cause)}`, { cause });
  }
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
