import type { MetadataBearer, StaticOperationSchema, StaticStructureSchema } from "@smithy/types";
import type { ServiceDescription } from "../runtime/base/ServiceDefinition.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import type { RegionalUrl } from "../runtime/endpoint/endpointRules.js";
import { namedErrors } from "../runtime/errors/namedErrors.js";
import { NestedClient, NUMBER, SECRET, TEXT } from "./NestedClient.js";
import { RestJsonProtocol } from "./RestJsonProtocol.js";
import { Command, jsonCodec, numeric, regionalEndpoint } from "./runtime.js";

/** The domains of the sign-in pages, by partition. Other partitions use their usual domain. */
const DOMAINS: Readonly<Record<string, string>> = {
  aws: "signin.aws.amazon.com",
  "aws-cn": "signin.amazonaws.cn",
  "aws-eusc": "signin.amazonaws-eusc.eu",
  "aws-iso": "signin.c2shome.ic.gov",
  "aws-iso-b": "signin.sc2shome.sgov.gov",
  "aws-iso-e": "signin.csphome.adc-e.uk",
  "aws-iso-f": "signin.csphome.hci.ic.gov",
  "aws-us-gov": "signin.amazonaws-us-gov.com",
};

const signinUrl: RegionalUrl = (region, [name, dnsSuffix, dualStackDnsSuffix], UseFIPS, UseDualStack) => {
  if (UseDualStack) {
    return `https://signin${UseFIPS ? "-fips" : ""}.${region}.${dualStackDnsSuffix}`;
  }
  if (!UseFIPS) {
    return `https://${region}.${DOMAINS[name] ?? `signin.${dnsSuffix}`}`;
  }
  if (name !== "aws-us-gov") {
    return `https://signin-fips.${region}.${dnsSuffix}`;
  }
  return `https://${region === "us-gov-west-1" ? "" : `${region}.`}signin-fips.amazonaws-us-gov.com`;
};

const namespace = "com.amazonaws.signin";
const service: ServiceDescription = {
  serviceId: "Signin",
  apiVersion: "2023-01-01",
  namespace,
  serviceTarget: "Signin",
  signingName: "signin",
  clientName: "SigninClient",
};
const definition = (): ClientDefinition => ({
  service,
  serviceErrors: namedErrors(
    namespace,
    `${namespace}#SigninServiceException`,
    {},
    /^(?:accessToken|refreshToken|accessKeyId|secretAccessKey|sessionToken)$/i,
  ),
  codec: jsonCodec({ 1: numeric }),
  resolveEndpoint: (parameters) => regionalEndpoint(signinUrl, parameters),
  publicOperations: ["CreateOAuth2Token"],
});

const CreateOAuth2TokenRequestBody$: StaticStructureSchema = [
  3,
  namespace,
  "CreateOAuth2TokenRequestBody",
  0,
  ["clientId", "grantType", "refreshToken"],
  [TEXT, TEXT, SECRET],
];
const AccessToken$: StaticStructureSchema = [
  3,
  namespace,
  "AccessToken",
  { sensitive: 1 },
  ["accessKeyId", "secretAccessKey", "sessionToken"],
  [TEXT, TEXT, TEXT],
];
const CreateOAuth2TokenResponseBody$: StaticStructureSchema = [
  3,
  namespace,
  "CreateOAuth2TokenResponseBody",
  0,
  ["accessToken", "tokenType", "expiresIn", "refreshToken", "idToken"],
  [AccessToken$, TEXT, NUMBER, SECRET, TEXT],
];
const CreateOAuth2Token$: StaticOperationSchema = [
  9,
  namespace,
  "CreateOAuth2Token",
  { http: ["POST", "/v1/token", 200] },
  [3, namespace, "CreateOAuth2TokenRequest", 0, ["tokenInput"], [[CreateOAuth2TokenRequestBody$, { httpPayload: 1 }]]],
  [
    3,
    namespace,
    "CreateOAuth2TokenResponse",
    0,
    ["tokenOutput"],
    [[CreateOAuth2TokenResponseBody$, { httpPayload: 1 }]],
  ],
];

/** Returns new credentials for a session of `aws login`. */
export class CreateOAuth2TokenCommand extends Command<object, MetadataBearer> {
  override get schema(): StaticOperationSchema {
    return CreateOAuth2Token$;
  }
  override get service(): ServiceDescription {
    return service;
  }
}

/** The client for sessions of `aws login`. */
export class SigninClient extends NestedClient {
  constructor(configuration: ClientConfig) {
    super(definition(), RestJsonProtocol, configuration);
  }
}
