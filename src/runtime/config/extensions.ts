import { getHttpHandlerExtensionConfiguration } from "@smithy/protocol-http";
import { getDefaultExtensionConfiguration } from "@smithy/smithy-client";
import type { ResolvedClientConfig } from "./ClientConfig.js";
import type { ExtensionConfiguration, RuntimeExtension } from "./RuntimeExtension.js";

/** Lets each extension, in order, change the configuration; what it sets is used from the first call on. */
export function applyExtensions(config: ResolvedClientConfig, extensions: readonly RuntimeExtension[]): void {
  if (extensions.length === 0) {
    return;
  }
  const configuration = {
    ...getDefaultExtensionConfiguration(config as never),
    ...getHttpHandlerExtensionConfiguration(config as never),
    ...regionAndAuth(config),
  } as ExtensionConfiguration;
  for (const extension of extensions) {
    extension.configure(configuration);
  }
  const strategy = configuration.retryStrategy() as unknown;
  if (typeof strategy !== "function") {
    // Extensions set a strategy; the configuration holds what provides it.
    config.retryStrategy = async () => strategy as never;
  }
  config.requestHandler = configuration.httpHandler();
}

function regionAndAuth(config: ResolvedClientConfig): Partial<ExtensionConfiguration> {
  return {
    setRegion: (region) => {
      config.region = region;
    },
    region: () => config.region,
    setHttpAuthScheme: (scheme) => {
      const others = config.httpAuthSchemes.filter(({ schemeId }) => schemeId !== scheme.schemeId);
      config.httpAuthSchemes = [...others, scheme];
    },
    httpAuthSchemes: () => config.httpAuthSchemes,
    setHttpAuthSchemeProvider: (provider) => {
      config.httpAuthSchemeProvider = provider;
    },
    httpAuthSchemeProvider: () => config.httpAuthSchemeProvider,
    setCredentials: (credentials) => {
      config.credentials = credentials as never;
    },
    credentials: () => config.credentials,
  };
}
