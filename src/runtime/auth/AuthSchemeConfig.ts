import type { AwsCredentialIdentityProvider, HttpAuthScheme, HttpAuthSchemeParameters, Provider } from "@smithy/types";
import type { HttpAuthOption } from "../Middleware.js";

/** What the choice of an auth scheme may depend on. */
export interface AuthSchemeParameters extends HttpAuthSchemeParameters {
  region?: string;
}

/** Returns the auth schemes of an operation, the preferred one first. */
export type AuthSchemeProvider = (parameters: AuthSchemeParameters) => HttpAuthOption[];

/** How requests are signed, and with whose credentials. */
export interface AuthSchemeConfig {
  authSchemePreference: Provider<string[]>;
  credentials: AwsCredentialIdentityProvider;
  httpAuthSchemes: HttpAuthScheme[];
  httpAuthSchemeProvider: AuthSchemeProvider;
  region: Provider<string>;
}
