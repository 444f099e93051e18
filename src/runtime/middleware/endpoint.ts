import type { EndpointV2, RelativeMiddlewareOptions, SerializeHandlerOptions } from "@smithy/types";
import { smithyContext } from "../callState.js";
import type { EndpointConfig } from "../endpoint/EndpointConfig.js";
import { endpointFromConfiguration } from "../endpoint/endpointFromConfiguration.js";
import type { HandlerExecutionContext, SerializeMiddleware } from "../Middleware.js";

/** Finds where the request goes, and tells the signer what the endpoint wants to be signed. */
export const endpoint =
  (config: EndpointConfig): SerializeMiddleware<object, object> =>
  (next, context) =>
  async (args) => {
    const resolved = await endpointFromConfiguration(config, context);
    context.endpointV2 = resolved;
    context.authSchemes = resolved.properties?.authSchemes;
    applyAuthScheme(resolved, context);
    return next(args);
  };

export const endpointMiddlewareOptions: SerializeHandlerOptions & RelativeMiddlewareOptions = {
  name: "endpointV2Middleware",
  tags: ["ENDPOINT_PARAMETERS", "ENDPOINT_V2", "ENDPOINT"],
  step: "serialize",
  relation: "before",
  toMiddleware: "serializerMiddleware",
  override: true,
};

/** An endpoint of one's own may name the region and the service to sign for. */
function applyAuthScheme(resolved: EndpointV2, context: HandlerExecutionContext): void {
  const scheme = resolved.properties?.authSchemes?.[0];
  if (scheme === undefined) {
    return;
  }
  const { signingName, signingRegion } = scheme;
  const signingRegionSet = (scheme as { signingRegionSet?: string[] }).signingRegionSet;
  context.signing_region = signingRegion;
  context.signing_service = signingName;
  const selected = smithyContext(context).selectedHttpAuthScheme as
    | { httpAuthOption: { signingProperties?: object } }
    | undefined;
  if (selected !== undefined) {
    selected.httpAuthOption.signingProperties = {
      ...selected.httpAuthOption.signingProperties,
      signing_region: signingRegion,
      signingRegion,
      signing_service: signingName,
      signingName,
      signingRegionSet,
      ...scheme.properties,
    };
  }
}
