import { getSmithyContext } from "@smithy/core/transport";
import type {
  HandlerExecutionContext,
  HttpAuthOption,
  RelativeMiddlewareOptions,
  SelectedHttpAuthScheme,
  SerializeHandlerOptions,
  SerializeMiddleware,
} from "@smithy/types";
import type { AuthSchemeConfig } from "../auth/AuthSchemeConfig.js";
import { byPreference } from "../auth/byPreference.js";

/** Chooses how the request will be signed, and by whom: the identity is resolved here, once for all attempts. */
export const authScheme =
  (config: AuthSchemeConfig): SerializeMiddleware<object, object> =>
  (next, context) =>
  async (args) => {
    getSmithyContext(context).selectedHttpAuthScheme = await selectAuthScheme(config, context);
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

async function selectAuthScheme(
  config: AuthSchemeConfig,
  context: HandlerExecutionContext,
): Promise<SelectedHttpAuthScheme> {
  const { commandInstance, operation } = getSmithyContext(context) as Record<string, never>;
  const region = await config.region();
  if (!region) {
    throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
  }
  const parameters = { operation, region, command: commandInstance };
  const possible = config.httpAuthSchemeProvider(parameters);
  const options = possible.length > 1 ? byPreference(possible, await config.authSchemePreference()) : possible;
  const failures: string[] = [];
  for (const option of options) {
    const scheme = config.httpAuthSchemes.find(({ schemeId }) => schemeId === option.schemeId);
    if (scheme === undefined) {
      failures.push(`HttpAuthScheme \`${option.schemeId}\` was not enabled for this service.`);
      continue;
    }
    const identityProvider = scheme.identityProvider({
      getIdentityProvider: (schemeId) => (schemeId === "aws.auth#sigv4" ? (config.credentials as never) : undefined),
    });
    if (identityProvider === undefined) {
      failures.push(`HttpAuthScheme \`${option.schemeId}\` did not have an IdentityProvider configured.`);
      continue;
    }
    const httpAuthOption = withExtractedProperties(option, config, context);
    return {
      httpAuthOption,
      identity: await identityProvider(httpAuthOption.identityProperties),
      signer: scheme.signer,
    };
  }
  throw new Error(failures.join("\n"));
}

function withExtractedProperties(
  option: HttpAuthOption,
  config: AuthSchemeConfig,
  context: HandlerExecutionContext,
): HttpAuthOption {
  const extracted = option.propertiesExtractor?.(config as never, context);
  return {
    ...option,
    identityProperties: { ...option.identityProperties, ...extracted?.identityProperties },
    signingProperties: { ...option.signingProperties, ...extracted?.signingProperties },
  };
}
