import type { $SchemaRef } from "@smithy/types";

/** What the runtime must know of a service to speak to it; the generated code supplies it. */
export interface ServiceDescription {
  /** The service's name as configuration spells it: `AWS_ENDPOINT_URL_COGNITO_IDENTITY` is made from it. */
  readonly serviceId: string;
  readonly apiVersion: string;
  /** The Smithy namespace of the service's shapes. */
  readonly namespace: string;
  /** The first half of the `X-Amz-Target` header. */
  readonly serviceTarget: string;
  /** The service's name in a signature's credential scope. */
  readonly signingName: string;
  readonly xmlNamespace?: string;
  /** The client class as it appears in log records and in the handler execution context. */
  readonly clientName: string;
}

/** Writes a value as JSON; undefined for what is left out. */
export type Serializer = (value: unknown) => string | undefined;

/** Converts a result of `JSON.parse` to the value that the caller receives. */
export type Deserializer = (value: unknown) => unknown;

/** How the values of a simple type are written and read. */
export interface SimpleType {
  serialize: Serializer;
  deserialize: Deserializer;
}

/** Simple types by the numbers that stand for them in schemas (`@smithy/types`, schema sentinels). Others are as JSON has them. */
export type SimpleTypes = Readonly<{ [type: number]: SimpleType; unit?: undefined }>;

/** Writes and reads the values of schemas; compiled on first use and kept as long as the schema. */
export interface Codec {
  serializerOf($schema: $SchemaRef): Serializer;
  deserializerOf($schema: $SchemaRef): Deserializer;
}
