import type {
  ChecksumAlgorithm,
  ChecksumConstructor,
  EndpointV2,
  HashConstructor,
  Logger,
  Provider,
} from "@smithy/types";
import { checkOptions } from "../../hints/hinted.js";
import { bindCredentials } from "../auth/credentials.js";
import { authSchemes } from "../auth/signing.js";
import type { AnyStack } from "../base/Middleware.js";
import { memoized, provider, unlessBound } from "../base/provider.js";
import type { Codec, ServiceDescription } from "../base/ServiceDefinition.js";
import type { Settings } from "../base/Settings.js";
import { cachedEndpoints, endpointOf, regionConfig } from "../endpoint/endpoint.js";
import type { EndpointParameters } from "../endpoint/endpointRules.js";
import type { ServiceErrors } from "../errors/ServiceException.js";
import { textOf } from "../errors/thrown.js";
import { parseEndpoint } from "../http/parseEndpoint.js";
import { createRequestHandler, type HttpHandler } from "../http/RequestHandler.js";
import { NoOpLogger } from "../observe/logger.js";
import * as platform from "../platform/index.js";
import { AwsJson1_1Protocol } from "../protocol/AwsJson1_1Protocol.js";
import { attemptsProvider, retryStrategyProvider } from "../retry/retry.js";
import { userAgentConfig } from "../userAgent.js";
import type {
  ClientConfig,
  DefaultsMode,
  ExtensionConfiguration,
  ResolvedClientConfig,
  RuntimeExtension,
} from "./ClientConfig.js";

/** The data that generated code passes to the client: the service and its endpoint rules. */
export interface ClientDefinition {
  readonly service: ServiceDescription;
  readonly serviceErrors: ServiceErrors;
  readonly codec: Codec;
  readonly resolveEndpoint: (parameters: EndpointParameters) => EndpointV2;
  readonly publicOperations: readonly string[];
}

/**
 * Completes the caller's options with defaults, the environment, and shared config files. The latter two are not read before a call needs
 * them.
 *
 * @throws Error for an empty Region, for a `maxAttempts` that is not a whole number of at least 1, and, in Node.js, for an option that would
 * fail each call.
 */
export function resolveConfig(definition: ClientDefinition, options: ClientConfig): ResolvedClientConfig {
  const given = givenOf(options);
  checkOptions(given);
  const { service } = definition;
  const logger = given.logger ?? new NoOpLogger();
  const { profile, serviceId = service.serviceId } = given;
  const setting = <Name extends keyof Settings>(name: Name): Provider<Settings[Name]> =>
    platform.loadSetting(name, { profile, serviceId, logger });
  // The reference reads these from the default profile, whatever the client's profile.
  const settingOfDefaultProfile = <Name extends keyof Settings>(name: Name): Provider<Settings[Name]> =>
    platform.loadSetting(name, { unusedProfile: profile, serviceId, logger });

  const defaultsMode = resolveDefaultsMode(
    given.defaultsMode ?? settingOfDefaultProfile("defaultsMode"),
    given.region ?? settingOfDefaultProfile("region"),
  );
  const modeDefaults = async () => platform.modeDefaults(await defaultsMode());
  const maxAttempts = given.maxAttempts === undefined ? setting("maxAttempts") : attemptsProvider(given.maxAttempts);
  const retryMode =
    given.retryMode ?? (async () => (await setting("retryMode")()) ?? (await modeDefaults()).retryMode ?? "standard");

  // Not complete yet: the protocol may be a class, and the signer missing.
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
    ...authSchemes({
      signingName: service.signingName,
      publicOperations: definition.publicOperations,
      foreignSigner: platform.foreignSigner,
      hasCredentials: Boolean(given.credentials),
    }),
    ...given,
    extensions: given.extensions || [],
    defaultSigningName: service.signingName,
    ...userAgentConfig(given, service, setting("userAgentAppId"), logger),
    logger,
    defaultsMode,
    maxAttempts,
    retryMode,
    retryStrategy: retryStrategyProvider(given.retryStrategy, retryMode, maxAttempts),
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
    signer: given.signer ? provider(given.signer) : undefined,
    requestHandler: createRequestHandler(platform.HttpHandler, given.requestHandler, modeDefaults),
  } as ResolvedClientConfig;

  if (given.logger) {
    const handler: { updateHttpClientConfig?(key: symbol, value: Logger): void } = config.requestHandler;
    handler.updateHttpClientConfig?.(Symbol.for("logger"), logger);
  }
  config.signer ??= platform.createDefaultSigner?.(config);
  bindCredentials(config, given.credentials);
  return config;
}

/** Undefined and null do not count as set, and neither do values that another client derived for itself. */
function givenOf<Options extends object>(options: Options): Partial<Options> {
  const given: Partial<Options> = {};
  // Inherited options also count: `Object.create(shared)`.
  for (const name in options) {
    const value = unlessBound(options[name]);
    if (value != null) {
      given[name] = value;
    }
  }
  return given;
}

const MODES = ["in-region", "cross-region", "mobile", "standard", "legacy"] as const;

/**
 * The defaults mode. `auto` is resolved to one of the others.
 *
 * @throws Error (from the provider) if AWS SDKs do not have the mode.
 */
function resolveDefaultsMode(
  given: string | Provider<string>,
  region: string | Provider<string>,
): Provider<DefaultsMode> {
  return memoized(async () => {
    const chosen = (await provider(given)()) ?? "legacy";
    const mode = textOf(chosen).toLowerCase();
    if (mode === "auto") {
      return platform.resolveAutoDefaultsMode(region);
    }
    const known = MODES.find((one) => one === mode);
    if (known !== undefined) {
      return known;
    }
    throw new Error(`Invalid parameter for "defaultsMode", expect ${MODES.join(", ")}, got ${textOf(chosen)}`);
  });
}

/** The algorithms that a configuration contains under their own names (Smithy, `AlgorithmId`). */
const ALGORITHM_IDS = ["md5", "crc32", "crc32c", "sha1", "sha256"] as const;

interface ChecksumOptions
  extends Partial<Record<(typeof ALGORITHM_IDS)[number], ChecksumConstructor | HashConstructor>> {
  checksumAlgorithms?: object;
}

/**
 * Calls each extension, in order, to change the configuration. Its changes apply from the first call on. Extensions that are also plugins
 * add their middleware.
 */
export function applyExtensions(config: ResolvedClientConfig, stack: AnyStack): void {
  const configuration = extensionConfiguration(config);
  const extensions: readonly (RuntimeExtension & { applyToStack?(stack: AnyStack): void })[] = config.extensions;
  for (const extension of extensions) {
    extension.applyToStack?.(stack);
    extension.configure(configuration);
  }
  // Extensions set a strategy; the configuration contains a provider of it.
  config.retryStrategy = provider(config.retryStrategy);
}

function extensionConfiguration(config: ResolvedClientConfig): ExtensionConfiguration {
  // Assigned as by an application, in any form that the configuration accepts.
  const assign = (options: object) => void Object.assign(config, options);
  return {
    setCredentials: (credentials) => assign({ credentials }),
    credentials: () => config.credentials,
    setHttpAuthSchemeProvider: (httpAuthSchemeProvider) => assign({ httpAuthSchemeProvider }),
    httpAuthSchemeProvider: () => config.httpAuthSchemeProvider,
    setRegion: (region) => assign(regionConfig(region, config.useFipsEndpoint)),
    region: () => config.region,
    setHttpHandler: (requestHandler) => assign({ requestHandler }),
    httpHandler: () => config.requestHandler as HttpHandler,
    setRetryStrategy: (retryStrategy) => assign({ retryStrategy }),
    retryStrategy: () => config.retryStrategy,
    ...checksums(config),
    setHttpAuthScheme: (scheme) =>
      assign({
        httpAuthSchemes: [...config.httpAuthSchemes.filter(({ schemeId }) => schemeId !== scheme.schemeId), scheme],
      }),
    httpAuthSchemes: () => config.httpAuthSchemes,
    updateHttpClientConfig: (key, value) => config.requestHandler.updateHttpClientConfig?.(key, value),
    httpHandlerConfigs: () => config.requestHandler.httpHandlerConfigs?.() ?? {},
  };
}

function checksums(
  options: ChecksumOptions,
): Pick<ExtensionConfiguration, "addChecksumAlgorithm" | "checksumAlgorithms"> {
  const algorithms: ChecksumAlgorithm[] = ALGORITHM_IDS.flatMap((id) => {
    const hash = options[id];
    return hash ? [{ algorithmId: () => id, checksumConstructor: () => options[id] ?? hash }] : [];
  });
  return {
    addChecksumAlgorithm: (algorithm) => {
      algorithms.push(algorithm);
      const id: string = algorithm.algorithmId();
      const known = ALGORITHM_IDS.find((name) => name === id);
      const hash = algorithm.checksumConstructor();
      options.checksumAlgorithms = { ...options.checksumAlgorithms, [known?.toUpperCase() ?? id]: hash };
      if (known) {
        options[known] = hash;
      }
    },
    checksumAlgorithms: () => algorithms,
  };
}
