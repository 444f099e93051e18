import { getSmithyContext } from "@smithy/core/transport";
import type { HandlerExecutionContext, HttpAuthOption, HttpAuthScheme, HttpSigner } from "@smithy/types";
import type { AuthSchemeParameters, ClientConfig, ResolvedClientConfig } from "../config/ClientConfig.js";
import { createDefaultSigner, foreignSigner } from "../platform/index.js";
import { noAuth } from "./noAuth.js";

interface AuthDefinition {
  readonly service: { readonly signingName: string };
  readonly publicOperations: readonly string[];
}

/** A command as far as auth goes. Commands of other Smithy clients have no `signer`, not even an undefined one. */
interface AuthCommand {
  readonly signer?: HttpSigner | undefined;
}

/** Which operations are signed, and by whom, unless the caller decides that. */
export function authSchemesFor(
  { service, publicOperations }: AuthDefinition,
  given: ClientConfig,
  config: ResolvedClientConfig,
): Partial<ResolvedClientConfig> {
  const isPublic = ({ operation, command }: AuthSchemeParameters & { command?: AuthCommand }): boolean => {
    if (command !== undefined && "signer" in command) {
      return command.signer === undefined;
    }
    // A bundle for browsers names no operation that it does not import. There, another client's command is signed if
    // there are credentials to sign it with; the service accepts signatures on public operations, too.
    return publicOperations.length > 0 ? publicOperations.includes(operation ?? "") : given.credentials === undefined;
  };
  const signed = (region: string | undefined): HttpAuthOption => ({
    schemeId: "aws.auth#sigv4",
    signingProperties: { name: service.signingName, region },
    propertiesExtractor: (extracted, context) => ({ signingProperties: { config: extracted, context } }),
  });
  return {
    httpAuthSchemes: given.httpAuthSchemes ?? [sigV4, noAuth],
    httpAuthSchemeProvider:
      given.httpAuthSchemeProvider ??
      ((parameters) => (isPublic(parameters) ? [{ schemeId: noAuth.schemeId }] : [signed(parameters.region)])),
    signer: config.signer ?? createDefaultSigner?.(config as never),
  } as Partial<ResolvedClientConfig>;
}

/** SigV4 by the signer that the command brings: an app without signed commands has none. */
const sigV4: HttpAuthScheme = {
  schemeId: "aws.auth#sigv4",
  identityProvider: (config) => config.getIdentityProvider("aws.auth#sigv4"),
  signer: {
    sign: (request, identity, properties) => signerOf(properties).sign(request, identity, properties),
    successHandler: (response, properties) => signerOf(properties).successHandler?.(response, properties),
    errorHandler: (properties) => (error: Error) => signerOf(properties).errorHandler?.(properties)(error) as never,
  },
};

function signerOf(signingProperties: Record<string, unknown>): HttpSigner {
  const context = signingProperties.context as HandlerExecutionContext;
  const { commandInstance, operation } = getSmithyContext(context) as {
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
