import type { MetadataBearer } from "@smithy/types";
import type { ClientConfig } from "../runtime/client/ClientConfig.js";
import type { ClientDefinition } from "../runtime/client/configuration.js";
import type { AwsJson1_1Protocol } from "../runtime/protocol/AwsJson1_1Protocol.js";
import type { Protocol } from "../runtime/protocol/serde.js";
import { ServiceClient } from "./runtime.js";

/** A client for a service whose protocol is not awsJson1_1. */
export class NestedClient extends ServiceClient<object, MetadataBearer> {
  constructor(definition: ClientDefinition, protocol: typeof AwsJson1_1Protocol, configuration: ClientConfig) {
    super(definition, { protocol: new protocol(definition) as Protocol, ...configuration });
  }
}

/** A string that logs and errors must not show (Smithy, `sensitive`). */
export const SECRET: [schema: 0, traits: { sensitive: 1 }] = [0, { sensitive: 1 }];
export const TEXT = 0;
export const NUMBER = 1;
export const TIMESTAMP = 4;
