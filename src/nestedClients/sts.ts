import type { EndpointV2, MetadataBearer, StaticOperationSchema, StaticStructureSchema } from "@smithy/types";
import { SHORT_CODES } from "../credentials/assumeRoleWithWebIdentity.js";
import type { ServiceDescription } from "../runtime/base/ServiceDefinition.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import type { EndpointParameters } from "../runtime/endpoint/endpointRules.js";
import { namedErrors } from "../runtime/errors/namedErrors.js";
import { dateTime } from "../runtime/protocol/codec.js";
import { NestedClient, NUMBER, SECRET, TEXT, TIMESTAMP } from "./NestedClient.js";
import { Command, endpoint, jsonCodec, namedUrl, regionalEndpoint, SignedCommand } from "./runtime.js";
import { StsProtocol } from "./StsProtocol.js";

const namespace = "com.amazonaws.sts";
const service: ServiceDescription = {
  serviceId: "STS",
  apiVersion: "2011-06-15",
  namespace,
  serviceTarget: "AWSSecurityTokenServiceV20110615",
  signingName: "sts",
  clientName: "STSClient",
};
const definition = (): ClientDefinition => ({
  service,
  serviceErrors: namedErrors(
    namespace,
    `${namespace}#STSServiceException`,
    errorFacts(),
    /^(?:accessKeyId|secretAccessKey|sessionToken|webIdentityToken)$/i,
  ),
  codec: jsonCodec({ 1: { serialize: String, deserialize: Number }, 4: dateTime }),
  resolveEndpoint,
  publicOperations: ["AssumeRoleWithWebIdentity"],
});

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

const Credentials$: StaticStructureSchema = [
  3,
  namespace,
  "Credentials",
  0,
  ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"],
  [SECRET, SECRET, SECRET, TIMESTAMP],
];
const AssumedRoleUser$: StaticStructureSchema = [
  3,
  namespace,
  "AssumedRoleUser",
  0,
  ["AssumedRoleId", "Arn"],
  [TEXT, TEXT],
];
/** A list whose items are written unchanged, and contain no secrets. */
const LIST = 64;

const AssumeRole$: StaticOperationSchema = [
  9,
  namespace,
  "AssumeRole",
  0,
  [
    3,
    namespace,
    "AssumeRoleRequest",
    0,
    [
      "RoleArn",
      "RoleSessionName",
      "PolicyArns",
      "Policy",
      "DurationSeconds",
      "ExternalId",
      "SerialNumber",
      "TokenCode",
    ],
    [TEXT, TEXT, LIST, TEXT, NUMBER, TEXT, TEXT, TEXT],
  ],
  [
    3,
    namespace,
    "AssumeRoleResponse",
    0,
    ["Credentials", "AssumedRoleUser", "PackedPolicySize", "SourceIdentity"],
    [Credentials$, AssumedRoleUser$, NUMBER, TEXT],
  ],
];
const AssumeRoleWithWebIdentity$: StaticOperationSchema = [
  9,
  namespace,
  "AssumeRoleWithWebIdentity",
  0,
  [
    3,
    namespace,
    "AssumeRoleWithWebIdentityRequest",
    0,
    ["RoleArn", "RoleSessionName", "WebIdentityToken", "ProviderId", "PolicyArns", "Policy", "DurationSeconds"],
    [TEXT, TEXT, SECRET, TEXT, LIST, TEXT, NUMBER],
  ],
  [
    3,
    namespace,
    "AssumeRoleWithWebIdentityResponse",
    0,
    [
      "Credentials",
      "SubjectFromWebIdentityToken",
      "AssumedRoleUser",
      "PackedPolicySize",
      "Provider",
      "Audience",
      "SourceIdentity",
    ],
    [Credentials$, TEXT, AssumedRoleUser$, NUMBER, TEXT, TEXT, TEXT],
  ],
];

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
