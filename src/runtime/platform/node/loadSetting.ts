import type { Endpoint, Logger, Provider } from "@smithy/types";
import { memoized, provider } from "../../base/provider.js";
import { type SettingContext, type SettingName, type Settings, settingDefaults } from "../../base/Settings.js";
import { quietly } from "../../errors/thrown.js";
import { parseEndpoint, withoutUserInfo } from "../../http/parseEndpoint.js";
import { hasSharedConfigFiles, type SettingSource, settingSources, warnOnce } from "./settingSources.js";

/** Finds a setting in the environment or the shared config files, or uses its default. This happens once, on first use. */
export function loadSetting<Name extends SettingName>(name: Name, context: SettingContext): Provider<Settings[Name]> {
  const source: SettingSource<Settings[Name]> = settingSources[name];
  return memoized(async () => {
    const fromEnvironment = readSetting(source, context, () => source.environment(process.env, context));
    if (fromEnvironment !== undefined) {
      return fromEnvironment;
    }
    if (hasSharedConfigFiles()) {
      // Reading and parsing the files is code that most processes never need.
      const { fromSharedConfigFiles } = await import("./machineConfig.js");
      const profileName = context.profile || process.env.AWS_PROFILE || "default";
      const { profile, sections } = await fromSharedConfigFiles(profileName, source.preferredFile);
      const fromFiles = readSetting(source, context, () => source.file(profile, context, sections));
      if (fromFiles !== undefined) {
        return fromFiles;
      }
    }
    const byDefault: Default<Settings[Name]> = defaults[name];
    return byDefault;
  });
}

type Default<Value> = Value | Promise<Value>;

const defaults: { readonly [Name in SettingName]: Default<Settings[Name]> } = {
  endpointUrl: undefined,
  retryMode: undefined,
  userAgentAppId: undefined,
  ...settingDefaults,
  get region() {
    return import("./machineConfig.js").then(({ instanceMetadataRegion }) => instanceMetadataRegion());
  },
};

/** The mode for `auto`: in the Region of the machine or across Regions, if that is known. */
export async function resolveAutoDefaultsMode(
  region: string | Provider<string>,
): Promise<"standard" | "in-region" | "cross-region"> {
  const { machineRegion } = await import("./machineConfig.js");
  const own = await machineRegion();
  if (own === undefined) {
    return "standard";
  }
  return own === (await provider(region)()) ? "in-region" : "cross-region";
}

/** AWS SDKs ignore a value that cannot be read, and use the next source. */
function readSetting<Value>(
  { namesHost }: SettingSource<Value>,
  { logger }: SettingContext,
  read: () => Value | undefined,
): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (namesHost) {
      warnOnce(logger, `${Object(error).message} It is ignored: requests may go to another host than intended.`);
    }
    return undefined;
  }
}

/** Time limits for connecting, in milliseconds, by mode. */
const CONNECTION_TIMEOUTS: Readonly<Record<string, number | undefined>> = {
  "in-region": 1_100,
  "cross-region": 3_100,
  mobile: 30_000,
  standard: 3_100,
};

/** The defaults of a mode; `legacy` has none. */
export function modeDefaults(mode: string): { retryMode?: string; connectionTimeout?: number } {
  const connectionTimeout = CONNECTION_TIMEOUTS[mode];
  return connectionTimeout === undefined ? {} : { retryMode: "standard", connectionTimeout };
}

interface ConfiguredEndpoint {
  ignoreConfiguredEndpointUrls: boolean;
  serviceConfiguredEndpoint?: Provider<string | undefined>;
}

const CONFIGURED =
  "This endpoint comes from AWS_ENDPOINT_URL, from the variable of the service, such as AWS_ENDPOINT_URL_COGNITO_IDENTITY, or from `endpoint_url` in the shared config files.";

/**
 * The endpoint of the service in the environment or the shared config files.
 *
 * @throws EndpointError with a hint that says where the endpoint comes from.
 */
export async function configuredEndpoint(
  { ignoreConfiguredEndpointUrls, serviceConfiguredEndpoint }: ConfiguredEndpoint,
  context: { logger?: Logger },
): Promise<Endpoint | undefined> {
  const url = ignoreConfiguredEndpointUrls ? undefined : await serviceConfiguredEndpoint?.();
  if (!url) {
    return undefined;
  }
  const text = `cognito-identity-client - resolved endpoint from config: ${withoutUserInfo(url)}`;
  void quietly(() => context.logger?.debug?.(text));
  try {
    return parseEndpoint(url);
  } catch (error) {
    throw Object.assign(Object(error), { hint: CONFIGURED });
  }
}
