import type { Logger } from "@smithy/types";
import { DEFAULT_ATTEMPTS, type SettingContext, type Settings } from "../../base/Settings.js";
import { warn } from "../../observe/logger.js";
import { valueOrUndefined } from "./sharedConfigFiles.js";

type Environment = Readonly<Record<string, string | undefined>>;
type Profile = Readonly<Record<string, string | undefined>>;
/** All sections of the file that has precedence, by name. */
type Sections = Readonly<Record<string, Profile>>;

/** A setting and its sources. A source that throws is ignored. */
export interface SettingSource<Value> {
  /** Warn if it is ignored, because requests would go to another host than the configured one. */
  readonly namesHost?: boolean;
  environment(environment: Environment, context: SettingContext): Value | undefined;
  file(profile: Profile, context: SettingContext, sections: Sections): Value | undefined;
  /** The file that has precedence if both contain the profile. */
  preferredFile?: "config" | "credentials";
  default(): Value | Promise<Value>;
}

/** Smithy's separator between the words of a section's name and of nested keys. */
const SEPARATOR = ".";

/** AWS SDKs and Tools Reference Guide, "Settings reference". */
export const settingSources: { readonly [Name in keyof Settings]: SettingSource<Settings[Name]> } = {
  authSchemePreference: {
    environment: (environment) => listOf(environment.AWS_AUTH_SCHEME_PREFERENCE),
    file: (profile) => listOf(profile.auth_scheme_preference),
    default: () => [],
  },
  defaultsMode: {
    environment: (environment) => environment.AWS_DEFAULTS_MODE,
    file: (profile) => profile.defaults_mode,
    default: () => "legacy",
  },
  disableClockSkewCorrection: flag("AWS_DISABLE_CLOCK_SKEW_CORRECTION", "disable_clock_skew_correction"),
  endpointUrl: {
    namesHost: true,
    environment: (environment, { serviceId }) =>
      environment[`AWS_ENDPOINT_URL_${serviceId.replaceAll(" ", "_").toUpperCase()}`] ||
      environment.AWS_ENDPOINT_URL ||
      undefined,
    file: (profile, context, sections) => {
      const url = endpointUrlOf(profile, context, sections);
      const unused = sections[context.unusedProfile ?? ""] ?? {};
      const unusedUrl = valueOrUndefined(() => endpointUrlOf(unused, context, sections));
      if (unusedUrl !== undefined && unusedUrl !== url) {
        warnOnce(
          context.logger,
          `The endpoint URL of the profile "${context.unusedProfile}" is not used, because the profile is set in code. ` +
            "Set AWS_PROFILE, or pass `endpoint` to the client.",
        );
      }
      return url;
    },
    default: () => undefined,
  },
  ignoreConfiguredEndpointUrls: flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls"),
  maxAttempts: {
    environment: (environment) => integerOf(environment.AWS_MAX_ATTEMPTS),
    file: (profile) => integerOf(profile.max_attempts),
    default: () => DEFAULT_ATTEMPTS,
  },
  region: {
    environment: (environment) => environment.AWS_REGION,
    file: (profile) => profile.region,
    preferredFile: "credentials",
    default: async () => {
      const { instanceMetadataRegion } = await import("./machineRegion.js");
      return instanceMetadataRegion();
    },
  },
  retryMode: {
    environment: (environment) => environment.AWS_RETRY_MODE,
    file: (profile) => profile.retry_mode,
    default: () => undefined,
  },
  useDualstackEndpoint: {
    ...flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
    namesHost: true,
  },
  useFipsEndpoint: { ...flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"), namesHost: true },
  userAgentAppId: {
    environment: (environment) => environment.AWS_SDK_UA_APP_ID,
    file: (profile) => profile.sdk_ua_app_id ?? profile["sdk-ua-app-id"],
    default: () => undefined,
  },
};

function flag(variable: string, key: string): SettingSource<boolean> {
  return {
    environment: (environment) => booleanOf(environment[variable], variable),
    file: (profile) => booleanOf(profile[key], key),
    default: () => false,
  };
}

function booleanOf(value: string | undefined, name: string): boolean | undefined {
  if (!value) {
    return undefined;
  }
  if (value === "true" || value === "false") {
    return value === "true";
  }
  throw new Error(`Cannot load "${name}". Expected "true" or "false", got ${value}.`);
}

function integerOf(value: string | undefined): number | undefined {
  // biome-ignore lint/correctness/useParseIntRadix: AWS's clients read 0x2 as 2.
  const number = value ? Number.parseInt(value) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}

function listOf(value: string | undefined): string[] | undefined {
  return value === undefined
    ? undefined
    : value
        .split(",")
        .map((item) => item.trim())
        .filter(Boolean);
}

/** The URL for this service, or for all services. */
function endpointUrlOf(profile: Profile, { serviceId }: SettingContext, sections: Sections): string | undefined {
  const own = `${serviceId.replaceAll(" ", "_").toLowerCase()}${SEPARATOR}endpoint_url`;
  return servicesSection(profile, sections)?.[own] || profile.endpoint_url || undefined;
}

function servicesSection({ services }: Profile, sections: Sections): Profile | undefined {
  if (services === undefined) {
    return undefined;
  }
  const section = sections[`services${SEPARATOR}${services}`];
  if (section === undefined) {
    throw new Error(
      `The services section "${services}" specified in the profile is not present in the shared configuration file.`,
    );
  }
  return section;
}

/** The warnings of this process. Otherwise, an application that creates a client for each request would repeat them. */
const warned = new Set<string>();

/** Warns through the logger, or else on the console, once per text and process. */
export function warnOnce(logger: Logger | undefined, text: string): void {
  if (!warned.has(text)) {
    warned.add(text);
    warn(logger, text);
  }
}
