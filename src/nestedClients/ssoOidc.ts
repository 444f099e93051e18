import type { MetadataBearer, StaticOperationSchema } from "@smithy/types";
import type { ServiceDescription } from "../runtime/base/ServiceDefinition.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import { definitionOf, NestedClient, NUMBER, operation, SECRET, TEXT } from "./NestedClient.js";
import { RestJsonProtocol } from "./RestJsonProtocol.js";
import { Command, namedUrl, regionalEndpoint } from "./runtime.js";

const service: ServiceDescription = {
  serviceId: "SSO OIDC",
  apiVersion: "2019-06-10",
  namespace: "com.amazonaws.ssooidc",
  serviceTarget: "AWSSSOOIDCService",
  signingName: "sso-oauth",
  clientName: "SSOOIDCClient",
};
const SECRETS = /^(?:clientSecret|refreshToken|accessToken|idToken)$/i;

const definition = (): ClientDefinition =>
  definitionOf(service, "CreateToken", SECRETS, {
    resolveEndpoint: (parameters) => regionalEndpoint(namedUrl("oidc"), parameters),
  });

const CreateToken$ = /* @__PURE__ */ operation(
  service,
  "CreateToken",
  { http: ["POST", "/token", 200] },
  { clientId: TEXT, clientSecret: SECRET, grantType: TEXT, refreshToken: SECRET },
  { accessToken: SECRET, tokenType: TEXT, expiresIn: NUMBER, refreshToken: SECRET, idToken: SECRET },
);

/** Returns a new token for a session of IAM Identity Center. */
export class CreateTokenCommand extends Command<object, MetadataBearer> {
  override get schema(): StaticOperationSchema {
    return CreateToken$;
  }
  override get service(): ServiceDescription {
    return service;
  }
}

/** The client for the tokens of IAM Identity Center. */
export class SSOOIDCClient extends NestedClient {
  constructor(configuration: ClientConfig) {
    super(definition(), RestJsonProtocol, configuration);
  }
}
