import type { MetadataBearer, StaticOperationSchema } from "@smithy/types";
import type { ServiceDescription } from "../runtime/base/ServiceDefinition.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import { namedErrors } from "../runtime/errors/namedErrors.js";
import { NestedClient, NUMBER, SECRET, TEXT } from "./NestedClient.js";
import { RestJsonProtocol } from "./RestJsonProtocol.js";
import { Command, jsonCodec, namedUrl, numeric, regionalEndpoint } from "./runtime.js";

const namespace = "com.amazonaws.ssooidc";
const service: ServiceDescription = {
  serviceId: "SSO OIDC",
  apiVersion: "2019-06-10",
  namespace,
  serviceTarget: "AWSSSOOIDCService",
  signingName: "sso-oauth",
  clientName: "SSOOIDCClient",
};

const definition = (): ClientDefinition => ({
  service,
  serviceErrors: namedErrors(
    namespace,
    `${namespace}#SSOOIDCServiceException`,
    {},
    /^(?:clientSecret|refreshToken|accessToken|idToken)$/i,
  ),
  codec: jsonCodec({ 1: numeric }),
  resolveEndpoint: (parameters) => regionalEndpoint(namedUrl("oidc"), parameters),
  publicOperations: ["CreateToken"],
});

const CreateToken$: StaticOperationSchema = [
  9,
  namespace,
  "CreateToken",
  { http: ["POST", "/token", 200] },
  [
    3,
    namespace,
    "CreateTokenRequest",
    0,
    ["clientId", "clientSecret", "grantType", "refreshToken"],
    [TEXT, SECRET, TEXT, SECRET],
  ],
  [
    3,
    namespace,
    "CreateTokenResponse",
    0,
    ["accessToken", "tokenType", "expiresIn", "refreshToken", "idToken"],
    [SECRET, TEXT, NUMBER, SECRET, SECRET],
  ],
];

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
