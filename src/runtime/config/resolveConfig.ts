import type { EndpointV2, Provider } from "@smithy/types";
import { authSchemes } from "../auth/authSchemes.js";
import { bindCredentials } from "../auth/credentials.js";
import { unlessBound } from "../bound.js";
import { cachedEndpoints } from "../endpoint/cachedEndpoints.js";
import type { EndpointParameters } from "../endpoint/endpointRules.js";
import { parseEndpoint } from "../endpoint/parseEndpoint.js";
import type { ServiceErrors } from "../errors/ServiceErrors.js";
import { NoOpLogger } from "../NoOpLogger.js";
import * as platform from "../platform/index.js";
import type { Settings } from "../platform/Settings.js";
import { AwsJson1_1Protocol } from "../protocol/AwsJson1_1Protocol.js";
import type { Codec } from "../protocol/Codec.js";
import { memoized, provider } from "../provider.js";
import { attemptsProvider } from "./attemptsProvider.js";
import type { ClientConfig, ResolvedClientConfig } from "./ClientConfig.js";
import { createRequestHandler } from "./createRequestHandler.js";
import { endpointOf } from "./endpointOf.js";
import { applyExtensions } from "./extensions.js";
import { regionConfig } from "./regionConfig.js";
import { resolveDefaultsMode } from "./resolveDefaultsMode.js";
import { retryStrategyProvider } from "./retryStrategyProvider.js";
import type { ServiceDescription } from "./ServiceDescription.js";
import { userAgentConfig } from "./userAgentConfig.js";

/** What generated code hands to the client: the service in data, and its endpoint rules. */
export interface ClientDefinition {
  readonly service: ServiceDescription;
  readonly serviceErrors: ServiceErrors;
  readonly codec: Codec;
  readonly resolveEndpoint: (parameters: EndpointParameters) => EndpointV2;
  readonly publicOperations: readonly string[];
}

/**
 * Completes what the caller gave with defaults, environment and shared config files; the latter two are not looked at
 * before a call needs them.
 *
 * @throws Error for an empty region, and for `maxAttempts` that are not a whole number of at least 1.
 */
export function resolveConfig(definition: ClientDefinition, given: ClientConfig): ResolvedClientConfig {
  const { service } = definition;
  const logger = given.logger ?? new NoOpLogger();
  const { profile, serviceId = service.serviceId } = given;
  const setting = <Name extends keyof Settings>(name: Name): Provider<Settings[Name]> =>
    platform.loadSetting(name, { profile, serviceId, logger });
  // The reference takes these from the default profile, whatever the client's own.
  const settingOfDefaultProfile = <Name extends keyof Settings>(name: Name): Provider<Settings[Name]> =>
    platform.loadSetting(name, { unusedProfile: profile, serviceId, logger });

  const defaultsMode = resolveDefaultsMode(
    given.defaultsMode ?? settingOfDefaultProfile("defaultsMode"),
    given.region ?? settingOfDefaultProfile("region"),
  );
  const signer = unlessBound(given.signer);
  const modeDefaults = async () => platform.modeDefaults(await defaultsMode());
  const maxAttempts = given.maxAttempts == null ? setting("maxAttempts") : attemptsProvider(given.maxAttempts);
  const retryMode =
    given.retryMode ?? (async () => (await setting("retryMode")()) ?? (await modeDefaults()).retryMode ?? "standard");

  const config = {
    ...platform.platformDefaults,
    apiVersion: service.apiVersion,
    disableHostPrefix: false,
    tls: true,
    serviceId: service.serviceId,
    runtime: platform.runtime,
    streamCollector: platform.streamCollector,
    bodyLengthChecker: platform.bodyLengthOf,
    urlParser: parseEndpoint,
    credentialDefaultProvider: platform.credentialDefaultProvider,
    endpointProvider: cachedEndpoints(definition.resolveEndpoint),
    protocol: new AwsJson1_1Protocol(definition),
    protocolSettings: {
      defaultNamespace: service.namespace,
      xmlNamespace: service.xmlNamespace,
      version: service.apiVersion,
      serviceTarget: service.serviceTarget,
    },
    signingEscapePath: true,
    systemClockOffset: 0,
    defaultSigningName: service.signingName,
    extensions: [],
    ...authSchemes({
      signingName: service.signingName,
      publicOperations: definition.publicOperations,
      foreignSigner: platform.foreignSigner,
      hasCredentials: Boolean(given.credentials),
    }),
    ...defined(given),
    ...userAgentConfig(given, service, setting("userAgentAppId"), logger),
    logger,
    defaultsMode,
    maxAttempts,
    retryMode,
    retryStrategy: retryStrategyProvider(unlessBound(given.retryStrategy), retryMode, maxAttempts),
    ...regionConfig(given.region ?? setting("region"), given.useFipsEndpoint ?? setting("useFipsEndpoint")),
    useDualstackEndpoint: provider(given.useDualstackEndpoint ?? setting("useDualstackEndpoint")),
    endpoint: given.endpoint === undefined ? undefined : endpointOf(given.endpoint),
    isCustomEndpoint: Boolean(given.endpoint),
    ignoreConfiguredEndpointUrls: Boolean(given.ignoreConfiguredEndpointUrls),
    serviceConfiguredEndpoint: memoized(async () =>
      (await settingOfDefaultProfile("ignoreConfiguredEndpointUrls")())
        ? undefined
        : settingOfDefaultProfile("endpointUrl")(),
    ),
    authSchemePreference: provider(given.authSchemePreference ?? setting("authSchemePreference")),
    disableClockSkewCorrection: provider(
      given.disableClockSkewCorrection ?? settingOfDefaultProfile("disableClockSkewCorrection"),
    ),
    signer: signer && provider(signer as never),
    requestHandler: createRequestHandler(given.requestHandler, modeDefaults),
  } as unknown as ResolvedClientConfig;

  if (given.logger !== undefined) {
    config.requestHandler.updateHttpClientConfig?.(Symbol.for("logger") as never, logger as never);
  }
  config.signer ??= platform.createDefaultSigner?.(config) as never;
  bindCredentials(config, given.credentials);
  applyExtensions(config, config.extensions);
  return config;
}

/** An option that is given as undefined is not given, nor is one that another client has made for itself. */
function defined(given: ClientConfig): ClientConfig {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => unlessBound(value) != null));
}
