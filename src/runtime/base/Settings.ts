import type { Logger } from "@smithy/types";

/** The default number of attempts per call, including the first one. */
export const DEFAULT_ATTEMPTS = 3;

/** Values that can come from the environment and the shared config files if they are not set in code. */
export interface Settings {
  authSchemePreference: string[];
  defaultsMode: string;
  disableClockSkewCorrection: boolean;
  /** The endpoint of this service, or of all services. */
  endpointUrl?: string | undefined;
  ignoreConfiguredEndpointUrls: boolean;
  maxAttempts: number;
  region: string;
  retryMode?: string | undefined;
  useDualstackEndpoint: boolean;
  useFipsEndpoint: boolean;
  userAgentAppId?: string | undefined;
}

export type SettingName = keyof Settings;

/** The values of settings that are configured nowhere. That of the Region, which has no default, depends on the platform. */
export const settingDefaults: Settings = {
  authSchemePreference: [],
  defaultsMode: "legacy",
  disableClockSkewCorrection: false,
  ignoreConfiguredEndpointUrls: false,
  maxAttempts: DEFAULT_ATTEMPTS,
  region: "",
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
};

/** Options for looking up a setting. */
export interface SettingContext {
  /** The profile in the shared config files. Default: AWS_PROFILE, or else "default". */
  profile?: string | undefined;
  /** A profile set in code for other settings, which is not used for this one. */
  unusedProfile?: string | undefined;
  /** Receives a warning if requests would go to another host than the configured one. */
  logger?: Logger;
  /** The service's name in names of its settings, such as AWS_ENDPOINT_URL_COGNITO_IDENTITY. */
  serviceId: string;
}
