import type {
  AwsCredentialIdentityProvider,
  HttpAuthScheme,
  HttpAuthSchemeParameters,
  HttpAuthSchemeProvider,
  Provider,
} from "@smithy/types";

/** What the choice of an auth scheme may depend on. */
export interface AuthSchemeParameters extends HttpAuthSchemeParameters {
  region?: string;
}

export interface AuthSchemeProvider extends HttpAuthSchemeProvider<AuthSchemeParameters> {}

/** How requests are signed, and with whose credentials. */
export interface AuthSchemeConfig {
  authSchemePreference: Provider<string[]>;
  credentials: AwsCredentialIdentityProvider;
  httpAuthSchemes: HttpAuthScheme[];
  httpAuthSchemeProvider: AuthSchemeProvider;
  region: Provider<string>;
}
