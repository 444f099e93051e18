import type { HandlerExecutionContext, HttpAuthOption, HttpAuthScheme, HttpSigner } from "@smithy/types";
import { smithyContext } from "../smithyContext.js";
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
interface AuthCommand {
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
  return {
    httpAuthSchemes: [sigV4(foreignSigner), noAuth],
    httpAuthSchemeProvider: (parameters) =>
      isPublic(parameters) ? [{ schemeId: noAuth.schemeId }] : [signed(parameters.region)],
  };
}

/** SigV4 by the signer that the command brings: an app without signed commands has none. */
function sigV4(foreignSigner: HttpSigner | undefined): HttpAuthScheme {
  const signerFor = (properties: Record<string, unknown>) => signerOf(properties, foreignSigner);
  return {
    schemeId: "aws.auth#sigv4",
    identityProvider: (config) => config.getIdentityProvider("aws.auth#sigv4"),
    signer: {
      sign: (request, identity, properties) => signerFor(properties).sign(request, identity, properties),
      successHandler: (response, properties) => signerFor(properties).successHandler?.(response, properties),
      errorHandler: (properties) => (error: Error) => signerFor(properties).errorHandler?.(properties)(error) as never,
    },
  };
}

function signerOf(signingProperties: Record<string, unknown>, foreignSigner: HttpSigner | undefined): HttpSigner {
  const context = signingProperties.context as HandlerExecutionContext;
  const { commandInstance, operation } = smithyContext(context) as {
    commandInstance?: AuthCommand;
    operation?: string;
  };
  const signer = commandInstance?.signer ?? foreignSigner;
  if (signer === undefined) {
    throw new Error(
      `${operation} must be signed, but its command comes from another package and this bundle holds no signer. ` +
        "Import the command from cognito-identity-client, or pass `httpAuthSchemes` with a signer to the client.",
    );
  }
  return signer;
}
