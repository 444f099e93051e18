import type {
  AuthScheme,
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
  BodyLengthCalculator,
  ChecksumConstructor,
  Decoder,
  DefaultExtensionConfiguration,
  Encoder,
  Endpoint,
  EndpointV2,
  HashConstructor,
  HttpAuthScheme,
  Logger,
  Provider,
  RequestSigner,
  RetryStrategy,
  RetryStrategyV2,
  StreamCollector,
  UrlParser,
  UserAgent,
} from "@smithy/types";
import type { AuthSchemeConfig, AuthSchemeProvider } from "../auth/authScheme.js";
import type { CredentialsConfig } from "../auth/credentials.js";
import type { SignerConstructor, SigV4Config } from "../auth/sigV4Signer.js";
import type { EndpointConfig, EndpointProvider } from "../endpoint/endpoint.js";
import type { HttpHandler, HttpHandlerInput, RequestHandler, RequestHandlerInput } from "../platform/RequestHandler.js";
import type { Protocol, ProtocolConfig, ProtocolConstructor } from "../protocol/serde.js";
import type { RetryConfig } from "../retry/retry.js";
import type { UserAgentConfig } from "../userAgent.js";

/** Which defaults a client starts from: retry mode and connection time limit. */
export type DefaultsMode = "standard" | "in-region" | "cross-region" | "mobile" | "auto" | "legacy";

/** Where requests go, as far as the caller says so. */
export interface ClientInputEndpointParameters {
  /** The AWS region, such as `eu-west-1`. Node.js: AWS_REGION, then `region` of the profile, when missing. */
  region?: string | undefined | Provider<string | undefined>;
  /** Use endpoints that can be reached over IPv6 and IPv4. Node.js: AWS_USE_DUALSTACK_ENDPOINT, `use_dualstack_endpoint`. */
  useDualstackEndpoint?: boolean | undefined | Provider<boolean | undefined>;
  /** Use endpoints with FIPS 140 cryptography. Node.js: AWS_USE_FIPS_ENDPOINT, `use_fips_endpoint`. */
  useFipsEndpoint?: boolean | undefined | Provider<boolean | undefined>;
  /** An endpoint of one's own instead of the region's. Node.js: AWS_ENDPOINT_URL_COGNITO_IDENTITY, AWS_ENDPOINT_URL, `endpoint_url`. */
  endpoint?: string | Provider<string> | Endpoint | Provider<Endpoint> | EndpointV2 | Provider<EndpointV2>;
}

/** Everything that a client can be told; nothing has to be. */
export interface ClientConfig {
  /** The AWS region, such as `eu-west-1`. Node.js: AWS_REGION, then `region` of the profile, when missing. */
  region?: string | Provider<string>;
  /** An endpoint of one's own instead of the region's. Node.js: AWS_ENDPOINT_URL_COGNITO_IDENTITY, AWS_ENDPOINT_URL, `endpoint_url`. */
  endpoint?: string | Endpoint | Provider<Endpoint> | EndpointV2 | Provider<EndpointV2>;
  /** Credentials for signed operations, or a function that gets them. Node.js: the default chain of AWS SDKs when missing. */
  credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /** The profile of the shared config files for this client; Node.js only. Default: AWS_PROFILE, else `default`. */
  profile?: string;
  /** Attempts per call, the first one included. Default: 3. Node.js: AWS_MAX_ATTEMPTS, `max_attempts`. */
  maxAttempts?: number | Provider<number>;
  /** `standard` (default) or `adaptive`. Node.js: AWS_RETRY_MODE, `retry_mode`. */
  retryMode?: string | Provider<string>;
  /** Decides itself what is sent again and when; `maxAttempts` and `retryMode` then only inform the server. */
  retryStrategy?: RetryStrategy | RetryStrategyV2;
  /**
   * Sends the requests: an instance, or options for the platform's own handler.
   *
   * Time limits in milliseconds, 0 or `Infinity` for none: `connectionTimeout` (default 5,000, the TLS handshake included;
   * Node.js), `requestTimeout` (one attempt, the body included; default 30,000), `socketTimeout` (without a byte on the
   * connection; default none; Node.js) and `socketAcquisitionTimeout` (to wait for a free connection; default none;
   * Node.js). They throw a `TimeoutError`, which is retried. `maxResponseSize` limits a response (default 16 MiB).
   */
  requestHandler?: RequestHandlerInput;
  /** Gets one record per call, with everything sensitive masked. Default: none. */
  logger?: Logger;
  /** Appended to the user agent. */
  customUserAgent?: string | UserAgent;
  /** The application's id for the user agent, 50 characters at most. Node.js: AWS_SDK_UA_APP_ID, `sdk_ua_app_id`. */
  userAgentAppId?: string | undefined | Provider<string | undefined>;
  /** Use endpoints with FIPS 140 cryptography. Default: false. Node.js: AWS_USE_FIPS_ENDPOINT, `use_fips_endpoint`. */
  useFipsEndpoint?: boolean | Provider<boolean>;
  /** Use endpoints that can be reached over IPv6 and IPv4. Default: false. Node.js: AWS_USE_DUALSTACK_ENDPOINT, `use_dualstack_endpoint`. */
  useDualstackEndpoint?: boolean | Provider<boolean>;
  /** Take no endpoint from environment and shared config files. Default: false. */
  ignoreConfiguredEndpointUrls?: boolean;
  /** Default: `legacy`. Node.js: AWS_DEFAULTS_MODE, `defaults_mode`. */
  defaultsMode?: DefaultsMode | Provider<DefaultsMode>;
  /** Changes to the configuration made by a package. */
  extensions?: RuntimeExtension[];
  /** How far the server's clock is ahead, in milliseconds. Corrected with every signed answer. Default: 0. */
  systemClockOffset?: number;
  /** Sign with the device's own clock. Default: false. Node.js: AWS_DISABLE_CLOCK_SKEW_CORRECTION. */
  disableClockSkewCorrection?: boolean | Provider<boolean>;
  /** Signs requests instead of SigV4. */
  signer?: RequestSigner | ((authScheme?: AuthScheme) => Promise<RequestSigner>);
  signerConstructor?: SignerConstructor;
  /** The region in the signature, where it is not the client's. */
  signingRegion?: string;
  /** Escape the path when signing. Default: true. */
  signingEscapePath?: boolean;
  /** Decides on the endpoint instead of the service's rules. */
  endpointProvider?: EndpointProvider;
  /** Names of auth schemes to be preferred, such as `sigv4`. Node.js: AWS_AUTH_SCHEME_PREFERENCE. */
  authSchemePreference?: string[] | Provider<string[]>;
  httpAuthSchemes?: HttpAuthScheme[];
  httpAuthSchemeProvider?: AuthSchemeProvider;
  /** Writes and reads the messages instead of the built-in awsJson1_1. */
  protocol?: Protocol | ProtocolConstructor;
  protocolSettings?: { defaultNamespace?: string; [setting: string]: unknown };
  /** Resolve the middleware once per command class, and no more when it changes. Default: false. */
  cacheMiddleware?: boolean;
  disableHostPrefix?: boolean;
  tls?: boolean;
  runtime?: string;
  serviceId?: string;
  apiVersion?: string;
  sha256?: ChecksumConstructor | HashConstructor;
  urlParser?: UrlParser;
  bodyLengthChecker?: BodyLengthCalculator;
  streamCollector?: StreamCollector;
  base64Decoder?: Decoder;
  base64Encoder?: Encoder;
  utf8Decoder?: Decoder;
  utf8Encoder?: Encoder;
  defaultUserAgentProvider?: Provider<UserAgent>;
  /** Creates the provider for a client without `credentials`. Default: the default chain of AWS SDKs (Node.js). */
  // biome-ignore lint/suspicious/noExplicitAny: a default chain takes the client's whole configuration.
  credentialDefaultProvider?: (input: any) => AwsCredentialIdentityProvider;
}

/** The configuration without what only some clients have; its request handlers are those that extensions can configure. */
export interface ClientDefaults extends Omit<ClientConfig, "requestHandler"> {
  /** Sends the requests: an instance, or options for the platform's own handler. */
  requestHandler?: HttpHandlerInput;
}

/** A client's configuration as the client itself uses it: everything is there, and most of it is asked for when needed. */
export interface ResolvedClientConfig
  extends AuthSchemeConfig,
    CredentialsConfig,
    EndpointConfig,
    ProtocolConfig,
    RetryConfig,
    SigV4Config,
    UserAgentConfig {
  readonly apiVersion: string;
  credentials: CredentialsConfig["credentials"];
  region: Provider<string>;
  profile: string;
  retryMode: string | Provider<string>;
  requestHandler: RequestHandler;
  defaultsMode: DefaultsMode | Provider<DefaultsMode>;
  extensions: RuntimeExtension[];
  protocolSettings: { defaultNamespace?: string; [setting: string]: unknown };
  cacheMiddleware: boolean;
  disableHostPrefix: boolean;
  tls: boolean;
  serviceId: string;
  sha256: ChecksumConstructor | HashConstructor;
  urlParser: UrlParser;
  bodyLengthChecker: BodyLengthCalculator;
  streamCollector: StreamCollector;
  base64Decoder: Decoder;
  base64Encoder: Encoder;
  utf8Decoder: Decoder;
  utf8Encoder: Encoder;
}

/** What an extension may read and change while a client is being made. */
export interface ExtensionConfiguration extends DefaultExtensionConfiguration {
  /** Replaces the Region. */
  setRegion(region: Provider<string>): void;
  /** The Region that is configured. */
  region(): Provider<string>;
  /** Replaces the request handler. */
  setHttpHandler(handler: HttpHandler): void;
  /** The request handler that is configured. */
  httpHandler(): HttpHandler;
  /** Changes an option of the request handler. */
  updateHttpClientConfig(key: never, value: never): void;
  /** The options of the request handler. */
  httpHandlerConfigs(): object;
  /** Adds an authentication scheme, or replaces the one with the same ID. */
  setHttpAuthScheme(httpAuthScheme: HttpAuthScheme): void;
  /** The authentication schemes that are configured. */
  httpAuthSchemes(): HttpAuthScheme[];
  /** Replaces the function that chooses authentication schemes for an operation. */
  setHttpAuthSchemeProvider(httpAuthSchemeProvider: AuthSchemeProvider): void;
  /** The function that chooses authentication schemes for an operation. */
  httpAuthSchemeProvider(): AuthSchemeProvider;
  /** Replaces the credentials. */
  setCredentials(credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider): void;
  /** The credentials that are configured. */
  credentials(): AwsCredentialIdentity | AwsCredentialIdentityProvider | undefined;
}

/** A change to a client's configuration that a package brings. */
export interface RuntimeExtension {
  /** Called once, while the client is constructed. */
  configure(extensionConfiguration: ExtensionConfiguration): void;
}
