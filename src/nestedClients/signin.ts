import type { MetadataBearer, StaticOperationSchema } from "@smithy/types";
import type { ServiceDescription } from "../runtime/base/ServiceDefinition.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import type { RegionalUrl } from "../runtime/endpoint/endpointRules.js";
import { definitionOf, NestedClient, NUMBER, operation, SECRET, structure, TEXT } from "./NestedClient.js";
import { RestJsonProtocol } from "./RestJsonProtocol.js";
import { Command, regionalEndpoint } from "./runtime.js";

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

const service: ServiceDescription = {
  serviceId: "Signin",
  apiVersion: "2023-01-01",
  namespace: "com.amazonaws.signin",
  serviceTarget: "Signin",
  signingName: "signin",
  clientName: "SigninClient",
};
const SECRETS = /^(?:accessToken|refreshToken|accessKeyId|secretAccessKey|sessionToken)$/i;

const definition = (): ClientDefinition =>
  definitionOf(service, "CreateOAuth2Token", SECRETS, {
    resolveEndpoint: (parameters) => regionalEndpoint(signinUrl, parameters),
  });

const RequestBody$ = /* @__PURE__ */ structure(service, "CreateOAuth2TokenRequestBody", {
  clientId: TEXT,
  grantType: TEXT,
  refreshToken: SECRET,
});
const AccessToken$ = /* @__PURE__ */ structure(
  service,
  "AccessToken",
  { accessKeyId: TEXT, secretAccessKey: TEXT, sessionToken: TEXT },
  { sensitive: 1 },
);
const ResponseBody$ = /* @__PURE__ */ structure(service, "CreateOAuth2TokenResponseBody", {
  accessToken: AccessToken$,
  tokenType: TEXT,
  expiresIn: NUMBER,
  refreshToken: SECRET,
  idToken: TEXT,
});
const CreateOAuth2Token$ = /* @__PURE__ */ operation(
  service,
  "CreateOAuth2Token",
  { http: ["POST", "/v1/token", 200] },
  { tokenInput: [RequestBody$, { httpPayload: 1 }] },
  { tokenOutput: [ResponseBody$, { httpPayload: 1 }] },
);

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
