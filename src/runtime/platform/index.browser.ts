/** The code that differs between platforms. This file is for browsers, workers, and other platforms that have only `fetch`. */
import type { AwsCredentialIdentityProvider, Decoder, Encoder, HttpSigner, Provider, UserAgent } from "@smithy/types";
import type { SigV4Config } from "../auth/createHttpSigner.js";
import { type SettingName, type Settings, settingDefaults } from "../base/Settings.js";
import { originOf } from "../http/httpMessages.js";
import type { RequestHandler } from "../http/RequestHandler.js";
import { fromBase64, toBase64 } from "../protocol/codec.js";
import { sendByFetch } from "./browser/FetchHttpHandler.js";

export { randomUUID } from "../protocol/codec.js";
export { FetchHttpHandler as HttpHandler, streamCollector, textOfBody } from "./browser/FetchHttpHandler.js";

export const runtime: string = "browser";
/** The header for the whole user agent. Browsers do not allow changing `user-agent`. */
export const userAgentHeader: string = "x-amz-user-agent";

/** Signed commands add the signer, so that a bundle without them does not contain it. */
export const foreignSigner: HttpSigner | undefined = undefined;
export const createDefaultSigner: ((config: SigV4Config) => SigV4Config["signer"]) | undefined = undefined;

/** The modes differ only in the connection timeout, which `fetch` does not have: all have the same retry mode. */
export function modeDefaults(): { retryMode?: string; connectionTimeout?: number } {
  return {};
}

/** There are neither environment variables nor shared config files here. */
export function configuredEndpoint(): undefined {
  return undefined;
}

/** Errors of `fetch` have no code; retry/errorTypeOf.ts recognizes their messages. */
export function isNetworkFailure(): boolean {
  return false;
}

/** The platform's request handler, with the default limits. */
export function defaultHandler(): Pick<RequestHandler, "handle"> {
  return {
    handle: async ({ method, headers, body, ...address }, options) => ({
      response: await sendByFetch(originOf(address) + address.path, { method, headers, body }, options),
    }),
  };
}

/** There are no Lambda functions here. */
export function traceHeaders(): undefined {
  return undefined;
}

/** Conversions between bytes and text. As in Smithy, the names are from the point of view of the bytes. */
export const platformDefaults: Record<"base64Decoder" | "utf8Decoder", Decoder> &
  Record<"base64Encoder" | "utf8Encoder", Encoder> = {
  base64Decoder: fromBase64,
  base64Encoder: toBase64,
  utf8Decoder,
  utf8Encoder,
};

/** UTF-8. Engines without a browser around them, such as QuickJS and Hermes before React Native 0.74, have no `TextEncoder`. */
export function utf8Decoder(text: string): Uint8Array {
  return typeof TextEncoder === "function" ? new TextEncoder().encode(text) : encoded(text);
}

/** Half of a surrogate pair, which is not a character (WHATWG Encoding, 4.4). With the flag `u`, a whole pair does not match. */
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/** Percent-encoding is that of UTF-8 (ECMAScript, `Encode`). */
function encoded(text: string): Uint8Array {
  const bytes = encodeURIComponent(text.replace(LONE_SURROGATE, "\ufffd")).replace(/%(..)/g, (_, hexadecimal) =>
    String.fromCharCode(Number.parseInt(hexadecimal, 16)),
  );
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}

export function utf8Encoder(bytes: Uint8Array | string): string {
  return typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes);
}

/** The length of a request body in bytes; undefined if it isn't known in advance. */
export function bodyLengthOf(body: unknown): number | undefined {
  if (typeof body === "string") {
    return utf8LengthOf(body);
  }
  const { byteLength, size }: Record<string, unknown> = Object(body);
  return [byteLength, size].find((length) => typeof length === "number");
}

/** In percent-encoding, a byte that is not ASCII is three characters. Needs no `TextEncoder`, and no copy of the body. */
function utf8LengthOf(text: string): number {
  return encodeURIComponent(text).replace(/%../g, "-").length;
}

/** There are no environment variables or files here: a setting that is not set in code has its default. */
export function loadSetting<Name extends SettingName>(name: Name): Provider<Settings[Name]> {
  return async () => {
    if (name === "region") {
      throw new Error("Region is missing");
    }
    return settingDefaults[name];
  };
}

/** The mode for `auto`: mobile for handheld devices and slow connections. */
export async function resolveAutoDefaultsMode(): Promise<"mobile" | "standard"> {
  const { navigator: { connection, userAgentData, maxTouchPoints } = {} }: Device = globalThis;
  const isSlow =
    connection !== undefined &&
    ((connection.effectiveType !== undefined && connection.effectiveType !== "4g") ||
      Number(connection.rtt) > SLOW_ROUND_TRIP_MS ||
      Number(connection.downlink) < SLOW_DOWNLINK_MBIT_S);
  return isSlow || (userAgentData?.mobile ?? Number(maxTouchPoints) > 1) ? "mobile" : "standard";
}

export function credentialDefaultProvider(): AwsCredentialIdentityProvider {
  return () => Promise.reject(new Error("Credential is missing"));
}

const SLOW_ROUND_TRIP_MS = 100;
const SLOW_DOWNLINK_MBIT_S = 10;

/** Data that some browsers report about the device and its connection. */
interface Device {
  navigator?: {
    connection?: { effectiveType?: string; rtt?: number; downlink?: number };
    maxTouchPoints?: number;
    userAgent?: string;
    userAgentData?: { mobile?: boolean; platform?: string; brands?: { brand?: string; version?: string }[] };
  };
}

const OPERATING_SYSTEMS = [
  ["iOS", /iPhone|iPad|iPod/],
  ["macOS", /Macintosh|Mac OS X/],
  ["Windows", /Windows NT/],
  ["Android", /Android/],
  ["Linux", /Linux/],
] as const;
const BROWSERS = [
  ["Microsoft Edge", /EdgiOS|EdgA|Edg\//],
  ["Firefox", /Firefox\//],
  ["Chrome", /Chrome\//],
  ["Safari", /Safari\//],
] as const;

/** Operating system and browser, as far as the browser reports them, and `others`. */
export function platformUserAgent(...others: UserAgent): UserAgent {
  const { navigator: { userAgent = "", userAgentData } = {} }: Device = globalThis;
  const { brand, version } = userAgentData?.brands?.at(-1) ?? {};
  const system = userAgentData?.platform ?? nameIn(OPERATING_SYSTEMS, userAgent) ?? "other";
  const browser = brand ?? nameIn(BROWSERS, userAgent) ?? "unknown";
  return [[`os/${system}`], ["lang/js"], ["md/browser", `${browser}_${version ?? "unknown"}`], ...others];
}

function nameIn(table: readonly (readonly [string, RegExp])[], userAgent: string): string | undefined {
  return table.find(([, expression]) => expression.test(userAgent))?.[0];
}
