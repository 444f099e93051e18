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
import type { SignerConstructor, SigV4Config } from "../auth/createHttpSigner.js";
import type { CredentialsConfig } from "../auth/credentials.js";
import type { AuthSchemeConfig, AuthSchemeProvider } from "../auth/signing.js";
import type { Protocol } from "../base/smithyTypes.js";
import type { EndpointConfig, EndpointProvider } from "../endpoint/endpoint.js";
import type { HttpHandler, HttpHandlerInput, RequestHandler, RequestHandlerInput } from "../http/RequestHandler.js";
import type { GivenProtocolSettings, ProtocolConfig, ProtocolConstructor } from "../protocol/serde.js";
import type { RetryConfig } from "../retry/retry.js";
import type { UserAgentConfig } from "../userAgent.js";

/** The set of defaults that a client starts with: retry mode and connection timeout. */
export type DefaultsMode = "standard" | "in-region" | "cross-region" | "mobile" | "auto" | "legacy";

/** The options that determine where requests go. */
export interface ClientInputEndpointParameters {
  /** The AWS Region, such as `eu-west-1`. Default in Node.js: AWS_REGION, then `region` of the profile. */
  region?: string | undefined | Provider<string | undefined>;
  /** Use endpoints that can be reached over IPv6 and IPv4. Node.js: AWS_USE_DUALSTACK_ENDPOINT, `use_dualstack_endpoint`. */
  useDualstackEndpoint?: boolean | undefined | Provider<boolean | undefined>;
  /** Use endpoints with FIPS 140 cryptography. Node.js: AWS_USE_FIPS_ENDPOINT, `use_fips_endpoint`. */
  useFipsEndpoint?: boolean | undefined | Provider<boolean | undefined>;
  /** A custom endpoint in place of the Region's. Node.js: AWS_ENDPOINT_URL_COGNITO_IDENTITY, AWS_ENDPOINT_URL, `endpoint_url`. */
  endpoint?: string | Provider<string> | Endpoint | Provider<Endpoint> | EndpointV2 | Provider<EndpointV2>;
}

/** Options of a client. All of them are optional. */
export interface ClientConfig {
  /** The AWS Region, such as `eu-west-1`. Default in Node.js: AWS_REGION, then `region` of the profile. */
  region?: string | Provider<string>;
  /** A custom endpoint in place of the Region's. Node.js: AWS_ENDPOINT_URL_COGNITO_IDENTITY, AWS_ENDPOINT_URL, `endpoint_url`. */
  endpoint?: string | Endpoint | Provider<Endpoint> | EndpointV2 | Provider<EndpointV2>;
  /** Credentials for signed operations, or a function that returns them. Default in Node.js: the default chain of AWS SDKs. */
  credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /** The profile in the shared config files, in Node.js only. Default: AWS_PROFILE, or else `default`. */
  profile?: string;
  /** The number of attempts per call, including the first one. Default: 3. Node.js: AWS_MAX_ATTEMPTS, `max_attempts`. */
  maxAttempts?: number | Provider<number>;
  /** `standard` (default) or `adaptive`. Node.js: AWS_RETRY_MODE, `retry_mode`. */
  retryMode?: string | Provider<string>;
  /** Decides which requests are retried, and when. `maxAttempts` and `retryMode` then only appear in headers. */
  retryStrategy?: RetryStrategy | RetryStrategyV2;
  /**
   * Sends the requests: a request handler, or options for the handler of the platform.
   *
   * Timeouts are in milliseconds; 0 or `Infinity` turns one off. `requestTimeout` limits an attempt, including the body of the
   * response (default 30,000). In Node.js, `connectionTimeout` limits connecting, including the TLS handshake (default 5,000),
   * `socketTimeout` the time without a byte on the connection (default none), and `socketAcquisitionTimeout` the wait for a free
   * connection (default none). A timeout rejects with a `TimeoutError`, which is retried. `maxResponseSize` limits the size of a
   * response (default 16 MiB).
   */
  requestHandler?: RequestHandlerInput;
  /** Receives one record per call, with sensitive values masked. Default: none. */
  logger?: Logger;
  /** Appended to the user agent. */
  customUserAgent?: string | UserAgent;
  /** The ID of the application in the user agent, at most 50 characters. Node.js: AWS_SDK_UA_APP_ID, `sdk_ua_app_id`. */
  userAgentAppId?: string | undefined | Provider<string | undefined>;
  /** Use endpoints with FIPS 140 cryptography. Default: false. Node.js: AWS_USE_FIPS_ENDPOINT, `use_fips_endpoint`. */
  useFipsEndpoint?: boolean | Provider<boolean>;
  /** Use endpoints that can be reached over IPv6 and IPv4. Default: false. Node.js: AWS_USE_DUALSTACK_ENDPOINT, `use_dualstack_endpoint`. */
  useDualstackEndpoint?: boolean | Provider<boolean>;
  /** Ignore endpoints in the environment and in the shared config files. Default: false. */
  ignoreConfiguredEndpointUrls?: boolean;
  /** Default: `legacy`. Node.js: AWS_DEFAULTS_MODE, `defaults_mode`. */
  defaultsMode?: DefaultsMode | Provider<DefaultsMode>;
  /** Packages that change the configuration. */
  extensions?: RuntimeExtension[];
  /** How far the clock of the server is ahead, in milliseconds. Updated with each signed response. Default: 0. */
  systemClockOffset?: number;
  /** Always sign with the clock of the device. Default: false. Node.js: AWS_DISABLE_CLOCK_SKEW_CORRECTION. */
  disableClockSkewCorrection?: boolean | Provider<boolean>;
  /** Signs requests in place of SigV4. */
  signer?: RequestSigner | ((authScheme?: AuthScheme) => Promise<RequestSigner>);
  signerConstructor?: SignerConstructor;
  /** The Region in the signature. Default: the Region of the client. */
  signingRegion?: string;
  /** Escape the path when signing. Default: true. */
  signingEscapePath?: boolean;
  /** Determines the endpoint in place of the rules of the service. */
  endpointProvider?: EndpointProvider;
  /** The preferred authentication schemes, such as `sigv4`. Node.js: AWS_AUTH_SCHEME_PREFERENCE. */
  authSchemePreference?: string[] | Provider<string[]>;
  httpAuthSchemes?: HttpAuthScheme[];
  httpAuthSchemeProvider?: AuthSchemeProvider;
  /** Serializes requests and deserializes responses in place of the built-in awsJson1_1. */
  protocol?: Protocol | ProtocolConstructor;
  protocolSettings?: GivenProtocolSettings;
  /** Resolve the middleware once per command class. Later changes to the stack have no effect. Default: false. */
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
  /** Creates the credential provider of a client without `credentials`. Default in Node.js: the default chain of AWS SDKs. */
  credentialDefaultProvider?: CredentialsConfig["credentialDefaultProvider"];
}

/** The configuration without options that only some clients have. Extensions can configure its request handler. */
export interface ClientDefaults extends Omit<ClientConfig, "requestHandler"> {
  /** Sends the requests: a request handler, or options for the handler of the platform. */
  requestHandler?: HttpHandlerInput;
}

/** The complete configuration of a client. Most values are providers, which are called when a value is needed. */
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
  protocolSettings: GivenProtocolSettings;
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

/** The options that an extension can read and change while a client is constructed. */
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

/** A package that changes the configuration of a client. */
export interface RuntimeExtension {
  /** Called once, while the client is constructed. */
  configure(extensionConfiguration: ExtensionConfiguration): void;
}
