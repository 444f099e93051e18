import type { $SchemaRef } from "@smithy/types";

/** The data that the runtime needs about a service. The generated code supplies it. */
export interface ServiceDescription {
  /** The service's name in configuration, such as in `AWS_ENDPOINT_URL_COGNITO_IDENTITY`. */
  readonly serviceId: string;
  readonly apiVersion: string;
  /** The Smithy namespace of the service's shapes. */
  readonly namespace: string;
  /** The first half of the `X-Amz-Target` header. */
  readonly serviceTarget: string;
  /** The service's name in a signature's credential scope. */
  readonly signingName: string;
  readonly xmlNamespace?: string;
  /** The name of the client class in log records and in the handler execution context. */
  readonly clientName: string;
}

/** Writes a value as JSON; returns undefined for a value to leave out. */
export type Serializer = (value: unknown) => string | undefined;

/** Converts a result of `JSON.parse` to the value that the caller receives. */
export type Deserializer = (value: unknown) => unknown;

/** Writes and reads the values of a simple type. */
export interface SimpleType {
  serialize: Serializer;
  deserialize: Deserializer;
}

/** Simple types by their numbers in schemas (`@smithy/types`, schema sentinels). Other types have the same form as in JSON. */
export type SimpleTypes = Readonly<{ [type: number]: SimpleType; unit?: undefined }>;

/** Writes and reads the values of schemas; compiled on first use, and kept as long as the schema. */
export interface Codec {
  serializerOf($schema: $SchemaRef): Serializer;
  deserializerOf($schema: $SchemaRef): Deserializer;
}
