import type { MetadataBearer, StaticOperationSchema } from "@smithy/types";
import type { ServiceDescription } from "../runtime/base/ServiceDefinition.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import { definitionOf, NestedClient, NUMBER, operation, SECRET, structure, TEXT } from "./NestedClient.js";
import { RestJsonProtocol } from "./RestJsonProtocol.js";
import { Command, namedUrl, regionalEndpoint } from "./runtime.js";

const service: ServiceDescription = {
  serviceId: "SSO",
  apiVersion: "2019-06-10",
  namespace: "com.amazonaws.sso",
  serviceTarget: "SWBPortalService",
  signingName: "awsssoportal",
  clientName: "SSOClient",
};
const SECRETS = /^(?:accessToken|accessKeyId|secretAccessKey|sessionToken)$/i;

const definition = (): ClientDefinition =>
  definitionOf(service, "GetRoleCredentials", SECRETS, {
    resolveEndpoint: (parameters) => regionalEndpoint(namedUrl("portal.sso"), parameters),
  });

const RoleCredentials$ = /* @__PURE__ */ structure(service, "RoleCredentials", {
  accessKeyId: SECRET,
  secretAccessKey: SECRET,
  sessionToken: SECRET,
  expiration: NUMBER,
});
const GetRoleCredentials$ = /* @__PURE__ */ operation(
  service,
  "GetRoleCredentials",
  { http: ["GET", "/federation/credentials", 200] },
  {
    roleName: [TEXT, { httpQuery: "role_name" }],
    accountId: [TEXT, { httpQuery: "account_id" }],
    accessToken: [TEXT, { httpHeader: "x-amz-sso_bearer_token", sensitive: 1 }],
  },
  { roleCredentials: RoleCredentials$ },
);

/** Returns the credentials of a role for a user of IAM Identity Center. */
export class GetRoleCredentialsCommand extends Command<object, MetadataBearer> {
  override get schema(): StaticOperationSchema {
    return GetRoleCredentials$;
  }
  override get service(): ServiceDescription {
    return service;
  }
}

/** The client for the portal of IAM Identity Center. */
export class SSOClient extends NestedClient {
  constructor(configuration: ClientConfig) {
    super(definition(), RestJsonProtocol, configuration);
  }
}
