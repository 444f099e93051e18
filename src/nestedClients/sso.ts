import type { MetadataBearer, StaticOperationSchema, StaticStructureSchema } from "@smithy/types";
import type { ServiceDescription } from "../runtime/base/ServiceDefinition.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import { namedErrors } from "../runtime/errors/namedErrors.js";
import { NestedClient, NUMBER, SECRET, TEXT } from "./NestedClient.js";
import { RestJsonProtocol } from "./RestJsonProtocol.js";
import { Command, jsonCodec, namedUrl, numeric, regionalEndpoint } from "./runtime.js";

const namespace = "com.amazonaws.sso";
const service: ServiceDescription = {
  serviceId: "SSO",
  apiVersion: "2019-06-10",
  namespace,
  serviceTarget: "SWBPortalService",
  signingName: "awsssoportal",
  clientName: "SSOClient",
};

const definition = (): ClientDefinition => ({
  service,
  serviceErrors: namedErrors(
    namespace,
    `${namespace}#SSOServiceException`,
    {},
    /^(?:accessToken|accessKeyId|secretAccessKey|sessionToken)$/i,
  ),
  codec: jsonCodec({ 1: numeric }),
  resolveEndpoint: (parameters) => regionalEndpoint(namedUrl("portal.sso"), parameters),
  publicOperations: ["GetRoleCredentials"],
});

const GetRoleCredentialsRequest$: StaticStructureSchema = [
  3,
  namespace,
  "GetRoleCredentialsRequest",
  0,
  ["roleName", "accountId", "accessToken"],
  [
    [TEXT, { httpQuery: "role_name" }],
    [TEXT, { httpQuery: "account_id" }],
    [TEXT, { httpHeader: "x-amz-sso_bearer_token", sensitive: 1 }],
  ],
];
const RoleCredentials$: StaticStructureSchema = [
  3,
  namespace,
  "RoleCredentials",
  0,
  ["accessKeyId", "secretAccessKey", "sessionToken", "expiration"],
  [SECRET, SECRET, SECRET, NUMBER],
];
const GetRoleCredentials$: StaticOperationSchema = [
  9,
  namespace,
  "GetRoleCredentials",
  { http: ["GET", "/federation/credentials", 200] },
  GetRoleCredentialsRequest$,
  [3, namespace, "GetRoleCredentialsResponse", 0, ["roleCredentials"], [RoleCredentials$]],
];

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
