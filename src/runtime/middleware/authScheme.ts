import type { HttpSigner, RelativeMiddlewareOptions, SerializeHandlerOptions } from "@smithy/types";
import type { AuthSchemeConfig } from "../auth/AuthSchemeConfig.js";
import type { AuthCommand } from "../auth/authSchemes.js";
import { smithyContext } from "../callState.js";
import type {
  HandlerExecutionContext,
  HttpAuthOption,
  SelectedHttpAuthScheme,
  SerializeMiddleware,
} from "../Middleware.js";

/** Chooses how the request will be signed, and by whom: the identity is resolved here, once for all attempts. */
export const authScheme =
  (config: AuthSchemeConfig): SerializeMiddleware<object, object> =>
  (next, context) =>
  async (args) => {
    const call = smithyContext(context);
    const region = await config.region();
    if (!region) {
      throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
    }
    const { operation, commandInstance } = call as { operation: string; commandInstance: object };
    const possible = config.httpAuthSchemeProvider({ operation, region, command: commandInstance } as never);
    const options = possible.length > 1 ? byPreference(possible, await config.authSchemePreference()) : possible;
    call.selectedHttpAuthScheme = await select(options, config, context);
    return next(args);
  };

export const authSchemeMiddlewareOptions: SerializeHandlerOptions & RelativeMiddlewareOptions = {
  name: "httpAuthSchemeMiddleware",
  tags: ["HTTP_AUTH_SCHEME"],
  step: "serialize",
  relation: "before",
  toMiddleware: "endpointV2Middleware",
  override: true,
};

/** The options that `authSchemePreference` names come first, in its order; a name is a scheme id without its namespace. */
function byPreference(options: HttpAuthOption[], preference: readonly string[]): HttpAuthOption[] {
  const preferred = preference.flatMap((name) => options.filter(({ schemeId }) => schemeId.split("#")[1] === name));
  return [...preferred, ...options.filter((option) => !preferred.includes(option))];
}

/** The first option that the client can serve, and the identity to sign with. */
async function select(
  options: readonly HttpAuthOption[],
  config: AuthSchemeConfig,
  context: HandlerExecutionContext,
): Promise<SelectedHttpAuthScheme> {
  const getIdentityProvider = (id: string) => (id === "aws.auth#sigv4" ? (config.credentials as never) : undefined);
  const failures: string[] = [];
  for (const option of options) {
    const { schemeId } = option;
    const scheme = config.httpAuthSchemes.find((one) => one.schemeId === schemeId);
    const identityProvider = scheme?.identityProvider({ getIdentityProvider });
    if (scheme !== undefined && identityProvider !== undefined) {
      const httpAuthOption = withExtractedProperties(option, config, context);
      return {
        httpAuthOption,
        identity: await identityProvider(httpAuthOption.identityProperties),
        signer: scheme.signer ?? signerOf(context),
      };
    }
    const lack =
      scheme === undefined ? "was not enabled for this service." : "did not have an IdentityProvider configured.";
    failures.push(`HttpAuthScheme \`${schemeId}\` ${lack}`);
  }
  throw new Error(failures.join("\n"));
}

function signerOf(context: HandlerExecutionContext): HttpSigner {
  const { commandInstance, operation } = smithyContext(context) as {
    commandInstance?: AuthCommand;
    operation?: string;
  };
  if (commandInstance?.signer === undefined) {
    throw new Error(
      `${operation} must be signed, but its command comes from another package and this bundle holds no signer. ` +
        "Import the command from cognito-identity-client, or pass `httpAuthSchemes` with a signer to the client.",
    );
  }
  return commandInstance.signer;
}

/** A new object for each call: the endpoint may add to it. */
function withExtractedProperties(
  { schemeId, identityProperties, signingProperties, propertiesExtractor }: HttpAuthOption,
  config: AuthSchemeConfig,
  context: HandlerExecutionContext,
): HttpAuthOption {
  const extracted = propertiesExtractor?.(config as never, context);
  return {
    schemeId,
    identityProperties: { ...identityProperties, ...extracted?.identityProperties },
    signingProperties: { ...signingProperties, ...extracted?.signingProperties },
    ...(propertiesExtractor && { propertiesExtractor }),
  };
}
