import type { Endpoint, EndpointV2, Logger, Provider } from "@smithy/types";
import type { EndpointParameters } from "./endpointRules.js";

export type EndpointProvider = (parameters: EndpointParameters, context?: { logger?: Logger }) => EndpointV2;

/** Where requests go. */
export interface EndpointConfig {
  endpoint?: Provider<Endpoint>;
  endpointProvider: EndpointProvider;
  ignoreConfiguredEndpointUrls: boolean;
  isCustomEndpoint?: boolean;
  region: Provider<string>;
  serviceConfiguredEndpoint?: Provider<string | undefined>;
  useDualstackEndpoint: Provider<boolean>;
  useFipsEndpoint: Provider<boolean>;
}
