import type { ChecksumAlgorithm, Provider } from "@smithy/types";
import type { ResolvedClientConfig } from "./ClientConfig.js";
import type { ExtensionConfiguration, RuntimeExtension } from "./RuntimeExtension.js";
import { regionConfig } from "./regionConfig.js";

/** The algorithms that a configuration holds under their own names (Smithy, `AlgorithmId`). */
const ALGORITHM_IDS: readonly string[] = ["md5", "crc32", "crc32c", "sha1", "sha256"];

/** Lets each extension, in order, change the configuration; what it sets is used from the first call on. */
export function applyExtensions(config: ResolvedClientConfig, extensions: readonly RuntimeExtension[]): void {
  const configuration = extensions.length > 0 ? extensionConfiguration(config) : undefined;
  for (const extension of extensions) {
    extension.configure(configuration as ExtensionConfiguration);
  }
  const strategy = config.retryStrategy as unknown;
  if (typeof strategy !== "function") {
    // Extensions set a strategy; the configuration holds what provides it.
    config.retryStrategy = async () => strategy as never;
  }
}

function extensionConfiguration(config: ResolvedClientConfig): ExtensionConfiguration {
  const options = config as unknown as Record<string, unknown>;
  /** A pair of methods that set an option and tell it. */
  const property = (name: string, setter: string, getter = name): object => ({
    [setter]: (value: unknown) => {
      options[name] = value;
    },
    [getter]: () => options[name],
  });
  return {
    ...property("credentials", "setCredentials"),
    ...property("httpAuthSchemeProvider", "setHttpAuthSchemeProvider"),
    setRegion: (region: string | Provider<string>) => {
      Object.assign(config, regionConfig(region, config.useFipsEndpoint));
    },
    region: () => config.region,
    ...property("requestHandler", "setHttpHandler", "httpHandler"),
    ...property("retryStrategy", "setRetryStrategy"),
    ...checksums(options),
    setHttpAuthScheme: (scheme) => {
      const others = config.httpAuthSchemes.filter(({ schemeId }) => schemeId !== scheme.schemeId);
      config.httpAuthSchemes = [...others, scheme];
    },
    httpAuthSchemes: () => config.httpAuthSchemes,
    updateHttpClientConfig: (key, value) => config.requestHandler.updateHttpClientConfig?.(key, value),
    httpHandlerConfigs: () => config.requestHandler.httpHandlerConfigs?.() ?? {},
  } as ExtensionConfiguration;
}

function checksums(
  options: Record<string, unknown>,
): Pick<ExtensionConfiguration, "addChecksumAlgorithm" | "checksumAlgorithms"> {
  const algorithms: ChecksumAlgorithm[] = ALGORITHM_IDS.filter((id) => options[id] !== undefined).map((id) => ({
    algorithmId: () => id as never,
    checksumConstructor: () => options[id] as never,
  }));
  return {
    addChecksumAlgorithm: (algorithm) => {
      algorithms.push(algorithm);
      const id: string = algorithm.algorithmId();
      const isKnown = ALGORITHM_IDS.includes(id);
      const name = isKnown ? id.toUpperCase() : id;
      options.checksumAlgorithms = { ...Object(options.checksumAlgorithms), [name]: algorithm.checksumConstructor() };
      if (isKnown) {
        options[id] = algorithm.checksumConstructor();
      }
    },
    checksumAlgorithms: () => algorithms,
  };
}
