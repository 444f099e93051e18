import type {
  $SchemaRef,
  MetadataBearer,
  SchemaTraits,
  StaticOperationSchema,
  StaticStructureSchema,
} from "@smithy/types";
import type { ServiceDescription } from "../runtime/base/ServiceDefinition.js";
import { smithyProtocol } from "../runtime/base/smithyTypes.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import { namedErrors } from "../runtime/errors/namedErrors.js";
import type { AwsJson1_1Protocol } from "../runtime/protocol/AwsJson1_1Protocol.js";
import { jsonCodec, numeric, resolveSchema, ServiceClient } from "./runtime.js";

/** A client for a service whose protocol is not awsJson1_1. */
export class NestedClient extends ServiceClient<object, MetadataBearer> {
  constructor(definition: ClientDefinition, protocol: typeof AwsJson1_1Protocol, configuration: ClientConfig) {
    super(definition, { protocol: smithyProtocol(new protocol(definition)), ...configuration });
  }
}

/**
 * The definition of a client with one public operation.
 *
 * @param secrets - matches the names of members that logs and errors must not show.
 */
export function definitionOf(
  service: ServiceDescription,
  operation: string,
  secrets: RegExp,
  more: Pick<ClientDefinition, "resolveEndpoint"> & Partial<Pick<ClientDefinition, "codec">>,
  errorFacts: Readonly<Record<string, object>> = {},
): ClientDefinition {
  const { namespace, clientName } = service;
  const baseShapeId = `${namespace}#${clientName.replace(/Client$/, "ServiceException")}`;
  return {
    service,
    serviceErrors: namedErrors(namespace, baseShapeId, errorFacts, secrets),
    codec: jsonCodec({ 1: numeric }),
    publicOperations: [operation],
    ...more,
  };
}

/** The schemas of members, by name. */
type Members = Readonly<Record<string, $SchemaRef>>;

/** The schema of a structure. */
export function structure(
  { namespace }: ServiceDescription,
  name: string,
  members: Members,
  traits: SchemaTraits = 0,
): StaticStructureSchema {
  return [3, namespace, name, traits, Object.keys(members), Object.values(members)];
}

/** The schema of an operation, with the members of its input and its output. */
export function operation(
  service: ServiceDescription,
  name: string,
  traits: SchemaTraits,
  input: Members,
  output: Members,
): StaticOperationSchema {
  const [request, response] = [`${name}Request`, `${name}Response`];
  return [9, service.namespace, name, traits, structure(service, request, input), structure(service, response, output)];
}

/** The members of a structure, each with its schema. */
export function membersOf(structure: $SchemaRef): { name: string; reference: $SchemaRef }[] {
  const { schema } = resolveSchema(structure);
  return typeof schema === "object" && schema[0] === 3
    ? schema[4].map((name, index) => ({ name, reference: schema[5][index] ?? 0 }))
    : [];
}

/** A string that logs and errors must not show (Smithy, `sensitive`). */
export const SECRET: [schema: 0, traits: { sensitive: 1 }] = [0, { sensitive: 1 }];
export const TEXT = 0;
export const NUMBER = 1;
export const TIMESTAMP = 4;
