import type { MetadataBearer, StaticOperationSchema, StaticStructureSchema } from "@smithy/types";
import type { ServiceDescription } from "../../../../src/runtime/base/ServiceDefinition.js";
import type { ClientConfig } from "../../../../src/runtime/client/ClientConfig.js";
import { Command } from "../../../../src/runtime/client/Command.js";
import { ServiceClient } from "../../../../src/runtime/client/ServiceClient.js";
import { SignedCommand } from "../../../../src/runtime/client/SignedCommand.js";
import { endpoint } from "../../../../src/runtime/endpoint/endpointRules.js";
import { codec } from "../../../fixtures/golden/library/codec.js";
import { serviceErrors } from "./testErrors.js";

/** A fictitious service, because the runtime supports any service. */
export const service: ServiceDescription = {
  serviceId: "Weather Station",
  apiVersion: "2024-01-01",
  namespace: "example.weather",
  serviceTarget: "WeatherService",
  signingName: "weather",
  clientName: "WeatherClient",
};

export interface ReadInput {
  City?: string | undefined;
  Key?: string | undefined;
}
export interface ReadOutput extends MetadataBearer {
  Degrees?: number;
  Next?: string;
}

const ReadInput$: StaticStructureSchema = [
  3,
  "example.weather",
  "ReadInput",
  0,
  ["City", "Key", "Next", "Limit"],
  [0, [[0, "example.weather", "Key", 8, 0], 0], 0, 1],
];
const ReadOutput$: StaticStructureSchema = [
  3,
  "example.weather",
  "ReadOutput",
  0,
  ["Degrees", "Token", "Next"],
  [1, [[0, "example.weather", "Token", 8, 0], 0], 0],
];
const Read$: StaticOperationSchema = [9, "example.weather", "Read", 0, () => ReadInput$, () => ReadOutput$];
const Write$: StaticOperationSchema = [9, "example.weather", "Write", 0, () => ReadInput$, () => ReadOutput$];

/** Sent without a signature. */
export class ReadCommand extends Command<ReadInput, ReadOutput> {
  override get schema(): StaticOperationSchema {
    return Read$;
  }
  override get service(): ServiceDescription {
    return service;
  }
}

/** Sent with a signature. */
export class WriteCommand extends SignedCommand<ReadInput, ReadOutput> {
  override get schema(): StaticOperationSchema {
    return Write$;
  }
  override get service(): ServiceDescription {
    return service;
  }
}

export class WeatherClient extends ServiceClient<ReadInput, ReadOutput> {
  constructor(configuration?: ClientConfig) {
    super(
      {
        service,
        serviceErrors,
        codec,
        publicOperations: ["Read"],
        resolveEndpoint: ({ Region, Endpoint }) => endpoint(Endpoint ?? `https://weather.${Region}.example.com`),
      },
      configuration,
    );
  }
}

export const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
