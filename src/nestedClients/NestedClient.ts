import type { $SchemaRef, MetadataBearer } from "@smithy/types";
import { smithyProtocol } from "../runtime/base/smithyTypes.js";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import type { AwsJson1_1Protocol } from "../runtime/protocol/AwsJson1_1Protocol.js";
import { resolveSchema, ServiceClient } from "./runtime.js";

/** A client for a service whose protocol is not awsJson1_1. */
export class NestedClient extends ServiceClient<object, MetadataBearer> {
  constructor(definition: ClientDefinition, protocol: typeof AwsJson1_1Protocol, configuration: ClientConfig) {
    super(definition, { protocol: smithyProtocol(new protocol(definition)), ...configuration });
  }
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
