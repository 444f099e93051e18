import type { EndpointV2, MetadataBearer, StaticOperationSchema } from "@smithy/types";
import { SHORT_CODES } from "../credentials/assumeRoleWithWebIdentity.js";
import type { ServiceDescription } from "../runtime/base/ServiceDefinition.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import type { EndpointParameters } from "../runtime/endpoint/endpointRules.js";
import { dateTime } from "../runtime/protocol/codec.js";
import { definitionOf, NestedClient, NUMBER, operation, SECRET, structure, TEXT, TIMESTAMP } from "./NestedClient.js";
import { Command, endpoint, jsonCodec, namedUrl, regionalEndpoint, SignedCommand } from "./runtime.js";
import { StsProtocol } from "./StsProtocol.js";

const service: ServiceDescription = {
  serviceId: "STS",
  apiVersion: "2011-06-15",
  namespace: "com.amazonaws.sts",
  serviceTarget: "AWSSecurityTokenServiceV20110615",
  signingName: "sts",
  clientName: "STSClient",
};
const SECRETS = /^(?:accessKeyId|secretAccessKey|sessionToken|webIdentityToken)$/i;

function definition(): ClientDefinition {
  const codec = jsonCodec({ 1: { serialize: String, deserialize: Number }, 4: dateTime });
  return definitionOf(service, "AssumeRoleWithWebIdentity", SECRETS, { codec, resolveEndpoint }, errorFacts());
}

/** The names of errors that have a shorter code. STS reports an unreachable login provider as an error of the client. */
function errorFacts(): Record<string, object> {
  const facts = [...SHORT_CODES].map((code) => [
    code,
    { name: `${code}Exception`, ...(code === "IDPCommunicationError" && { $retryable: {} }) },
  ]);
  return Object.fromEntries(facts);
}

/** The pseudo-Region `aws-global` has the global endpoint in us-east-1, which is older than Regions. */
function resolveEndpoint(parameters: EndpointParameters): EndpointV2 {
  const { Region, Endpoint, UseFIPS, UseDualStack } = parameters;
  return Region === "aws-global" && !(Endpoint || UseFIPS || UseDualStack)
    ? endpoint("https://sts.amazonaws.com", {
        authSchemes: [{ name: "sigv4", signingName: "sts", signingRegion: "us-east-1" }],
      })
    : regionalEndpoint(namedUrl("sts"), parameters);
}

const Credentials$ = /* @__PURE__ */ structure(service, "Credentials", {
  AccessKeyId: SECRET,
  SecretAccessKey: SECRET,
  SessionToken: SECRET,
  Expiration: TIMESTAMP,
});
const AssumedRoleUser$ = /* @__PURE__ */ structure(service, "AssumedRoleUser", { AssumedRoleId: TEXT, Arn: TEXT });
/** A list whose items are written unchanged, and contain no secrets. */
const LIST = 64;

const AssumeRole$ = /* @__PURE__ */ operation(
  service,
  "AssumeRole",
  0,
  {
    ...{ RoleArn: TEXT, RoleSessionName: TEXT, PolicyArns: LIST, Policy: TEXT, DurationSeconds: NUMBER },
    ...{ ExternalId: TEXT, SerialNumber: TEXT, TokenCode: TEXT },
  },
  { Credentials: Credentials$, AssumedRoleUser: AssumedRoleUser$, PackedPolicySize: NUMBER, SourceIdentity: TEXT },
);
const AssumeRoleWithWebIdentity$ = /* @__PURE__ */ operation(
  service,
  "AssumeRoleWithWebIdentity",
  0,
  {
    ...{ RoleArn: TEXT, RoleSessionName: TEXT, WebIdentityToken: SECRET, ProviderId: TEXT },
    ...{ PolicyArns: LIST, Policy: TEXT, DurationSeconds: NUMBER },
  },
  {
    ...{ Credentials: Credentials$, SubjectFromWebIdentityToken: TEXT, AssumedRoleUser: AssumedRoleUser$ },
    ...{ PackedPolicySize: NUMBER, Provider: TEXT, Audience: TEXT, SourceIdentity: TEXT },
  },
);

/** Returns credentials of a role to a caller with credentials. */
export class AssumeRoleCommand extends SignedCommand<object, MetadataBearer> {
  override get schema(): StaticOperationSchema {
    return AssumeRole$;
  }
  override get service(): ServiceDescription {
    return service;
  }
}

/** Returns credentials of a role to the bearer of a token. */
export class AssumeRoleWithWebIdentityCommand extends Command<object, MetadataBearer> {
  override get schema(): StaticOperationSchema {
    return AssumeRoleWithWebIdentity$;
  }
  override get service(): ServiceDescription {
    return service;
  }
}

/** The client for STS. */
export class STSClient extends NestedClient {
  constructor(configuration: ClientConfig) {
    super(definition(), StsProtocol, configuration);
  }
}
