import type { AwsCredentialIdentityProvider, Provider, UserAgent } from "@smithy/types";
import { DEFAULT_ATTEMPTS, type Settings } from "../../base/Settings.js";

const defaults: { [Name in keyof Settings]?: Settings[Name] } = {
  authSchemePreference: [],
  defaultsMode: "legacy",
  disableClockSkewCorrection: false,
  ignoreConfiguredEndpointUrls: false,
  maxAttempts: DEFAULT_ATTEMPTS,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
};

/** There are no environment variables or files here: a setting that is not set in code has its default. */
export function loadSetting<Name extends keyof Settings>(name: Name): Provider<Settings[Name]> {
  return async () => {
    if (name === "region") {
      throw new Error("Region is missing");
    }
    return defaults[name] as Settings[Name];
  };
}

/** The mode for `auto`: mobile for handheld devices and slow connections. */
export async function resolveAutoDefaultsMode(): Promise<string> {
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
