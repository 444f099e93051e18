import type { Logger } from "@smithy/types";

/** Attempts per call, the first one included, where nothing else is configured. */
export const DEFAULT_ATTEMPTS = 3;

/** Values that the environment and the shared config files may give where the code does not. */
export interface Settings {
  authSchemePreference: string[];
  defaultsMode: string;
  disableClockSkewCorrection: boolean;
  /** The endpoint of this service, or of all services. */
  endpointUrl: string | undefined;
  ignoreConfiguredEndpointUrls: boolean;
  maxAttempts: number;
  region: string;
  retryMode: string | undefined;
  useDualstackEndpoint: boolean;
  useFipsEndpoint: boolean;
  userAgentAppId: string | undefined;
}

/** What finding a setting may depend on. */
export interface SettingContext {
  /** The profile in the shared config files; AWS_PROFILE or "default" when missing. */
  profile?: string | undefined;
  /** A profile given in code for other settings, which does not count for this one. */
  unusedProfile?: string | undefined;
  /** Warned where requests would go to another host than configured. */
  logger?: Logger;
  /** The service's name in names of settings of its own, such as AWS_ENDPOINT_URL_COGNITO_IDENTITY. */
  serviceId: string;
}
