import type { HttpAuthScheme, HttpSigner, IdentityProviderConfig } from "@smithy/types";
import { bound } from "../bound.js";
import type { HttpAuthOption } from "../Middleware.js";
import type { AuthSchemeConfig, AuthSchemeParameters } from "./AuthSchemeConfig.js";

const nobody = async () => ({});

/** Leaves the request as it is (Smithy, `auth: []`). */
const noAuth: HttpAuthScheme = {
  schemeId: "smithy.api#noAuth",
  identityProvider: (config) => config.getIdentityProvider("smithy.api#noAuth") ?? nobody,
  signer: { sign: async (request) => request },
};

/** What is known when a client is made. */
interface AuthDefinition {
  readonly signingName: string;
  readonly publicOperations: readonly string[];
  /** Signs for commands of other packages, where the platform can afford to have a signer always. */
  readonly foreignSigner: HttpSigner | undefined;
  /** Were credentials given in code? */
  readonly hasCredentials: boolean;
}

/** A command as far as auth goes. Commands of other Smithy clients have no `signer`, not even an undefined one. */
export interface AuthCommand {
  readonly signer?: HttpSigner | undefined;
}

/** Which operations are signed, and by whom, unless the caller decides that. */
export function authSchemes(
  definition: AuthDefinition,
): Pick<AuthSchemeConfig, "httpAuthSchemes" | "httpAuthSchemeProvider"> {
  const { signingName, publicOperations, foreignSigner, hasCredentials } = definition;
  const isPublic = ({ operation, command }: AuthSchemeParameters & { command?: AuthCommand }): boolean => {
    if (command !== undefined && "signer" in command) {
      return command.signer === undefined;
    }
    // A bundle for browsers names no operation that it does not import. There, another client's command is signed if
    // there are credentials to sign it with; the service accepts signatures on public operations, too.
    return publicOperations.length > 0 ? publicOperations.includes(operation ?? "") : !hasCredentials;
  };
  const signed = (region: string | undefined): HttpAuthOption => ({
    schemeId: "aws.auth#sigv4",
    signingProperties: { name: signingName, region },
    propertiesExtractor: (extracted, context) => ({ signingProperties: { config: extracted, context } }),
  });
  const sigV4 = {
    schemeId: "aws.auth#sigv4",
    identityProvider: (config: IdentityProviderConfig) => config.getIdentityProvider("aws.auth#sigv4"),
    // Where there is none, the command brings it: an app without signed commands has none.
    signer: foreignSigner as HttpSigner,
  };
  return {
    httpAuthSchemes: [sigV4, noAuth],
    httpAuthSchemeProvider: bound((parameters: AuthSchemeParameters) =>
      isPublic(parameters) ? [{ schemeId: noAuth.schemeId }] : [signed(parameters.region)],
    ),
  };
}
