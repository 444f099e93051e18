import type {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
  DefaultExtensionConfiguration,
  HttpAuthScheme,
  Provider,
} from "@smithy/types";
import type { AuthSchemeProvider } from "../auth/AuthSchemeConfig.js";
import type { HttpHandler } from "../platform/RequestHandler.js";

/** What an extension may read and change while a client is being made. */
export interface ExtensionConfiguration extends DefaultExtensionConfiguration {
  setRegion(region: Provider<string>): void;
  region(): Provider<string>;
  setHttpHandler(handler: HttpHandler): void;
  httpHandler(): HttpHandler;
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): object;
  setHttpAuthScheme(httpAuthScheme: HttpAuthScheme): void;
  httpAuthSchemes(): HttpAuthScheme[];
  setHttpAuthSchemeProvider(httpAuthSchemeProvider: AuthSchemeProvider): void;
  httpAuthSchemeProvider(): AuthSchemeProvider;
  setCredentials(credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider): void;
  credentials(): AwsCredentialIdentity | AwsCredentialIdentityProvider | undefined;
}

/** A change to a client's configuration that a package brings. */
export interface RuntimeExtension {
  configure(extensionConfiguration: ExtensionConfiguration): void;
}
