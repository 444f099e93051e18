import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, sep } from "node:path";
import type { Logger } from "@smithy/types";
import type { SettingContext, SettingName, Settings } from "../../base/Settings.js";
import { warn } from "../../observe/logger.js";

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
}

/** Smithy's separator between the words of a section's name and of nested keys. */
const SEPARATOR = ".";

/** AWS SDKs and Tools Reference Guide, "Settings reference". */
export const settingSources: { readonly [Name in SettingName]: SettingSource<Settings[Name]> } = {
  authSchemePreference: {
    environment: (environment) => listOf(environment.AWS_AUTH_SCHEME_PREFERENCE),
    file: (profile) => listOf(profile.auth_scheme_preference),
  },
  defaultsMode: {
    environment: (environment) => environment.AWS_DEFAULTS_MODE,
    file: (profile) => profile.defaults_mode,
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
  },
  ignoreConfiguredEndpointUrls: flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls"),
  maxAttempts: {
    environment: (environment) => integerOf(environment.AWS_MAX_ATTEMPTS),
    file: (profile) => integerOf(profile.max_attempts),
  },
  region: {
    environment: (environment) => environment.AWS_REGION,
    file: (profile) => profile.region,
    preferredFile: "credentials",
  },
  retryMode: {
    environment: (environment) => environment.AWS_RETRY_MODE,
    file: (profile) => profile.retry_mode,
  },
  useDualstackEndpoint: {
    ...flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
    namesHost: true,
  },
  useFipsEndpoint: { ...flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"), namesHost: true },
  userAgentAppId: {
    environment: (environment) => environment.AWS_SDK_UA_APP_ID,
    file: (profile) => profile.sdk_ua_app_id ?? profile["sdk-ua-app-id"],
  },
};

function flag(variable: string, key: string): SettingSource<boolean> {
  return {
    environment: (environment) => booleanOf(environment[variable], variable),
    file: (profile) => booleanOf(profile[key], key),
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

/** The files that exist, because a client looks up about ten settings in the same files. */
const found = new Map<string, boolean>();

/** Whether there is a shared config file to read. A file that this process cannot access does not count. */
export function hasSharedConfigFiles(): boolean {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  return exists(AWS_CONFIG_FILE || "~/.aws/config") || exists(AWS_SHARED_CREDENTIALS_FILE || "~/.aws/credentials");
}

/**
 * The home directory according to the rules of AWS SDKs.
 *
 * Undefined for a user without one, such as a container's user that the system does not know.
 */
export function homeFolder(): string | undefined {
  const { HOME, USERPROFILE, HOMEPATH, HOMEDRIVE = `C:${sep}` } = process.env;
  return HOME || USERPROFILE || (HOMEPATH ? `${HOMEDRIVE}${HOMEPATH}` : valueOrUndefined(homedir));
}

/** Looked up once, as AWS's clients read each file once. */
function exists(path: string): boolean {
  const absolute = path.startsWith("~/") ? inHomeFolder(path.slice(2)) : path;
  if (absolute === undefined) {
    return false;
  }
  let isFound = found.get(absolute);
  if (isFound === undefined) {
    // Throws where the permission model of Node.js or Deno forbids access.
    isFound = valueOrUndefined(() => existsSync(absolute)) ?? false;
    found.set(absolute, isFound);
  }
  return isFound;
}

function inHomeFolder(path: string): string | undefined {
  const folder = homeFolder();
  return folder && join(folder, path);
}

/** AWS SDKs ignore a value that cannot be read, and use the next source. */
export function valueOrUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
