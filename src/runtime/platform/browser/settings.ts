import type { AwsCredentialIdentityProvider, Provider } from "@smithy/types";
import type { Settings } from "../Settings.js";

const defaults: { [Name in keyof Settings]?: Settings[Name] } = {
  authSchemePreference: [],
  defaultsMode: "legacy",
  disableClockSkewCorrection: false,
  ignoreConfiguredEndpointUrls: false,
  maxAttempts: 3,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
};

/** There is no environment and there are no files here: a setting that is not given has its default. */
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
  const { connection, userAgentData, maxTouchPoints } = (globalThis as { navigator?: NavigatorLike }).navigator ?? {};
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

/** What some browsers tell of the device and its connection. */
interface NavigatorLike {
  connection?: { effectiveType?: string; rtt?: number; downlink?: number };
  userAgentData?: { mobile?: boolean };
  maxTouchPoints?: number;
}
