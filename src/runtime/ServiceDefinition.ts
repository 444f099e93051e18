import type { $SchemaRef } from "@smithy/types";
import type { ServiceException } from "./errors/ServiceException.js";

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

/** The class of an error; its parameters depend on the class. */
export interface ErrorConstructor {
  // biome-ignore lint/suspicious/noExplicitAny: each error's constructor takes options of its own; the protocol fills the fields itself.
  new (options: any): ServiceException;
  readonly shapeId: string;
}

/** The classes of a service's errors. */
export interface ServiceErrors {
  /** That of errors that the service does not declare; the base of all others. */
  readonly base: ErrorConstructor;
  /** The class of a declared error, by its name. */
  declared(name: string): ErrorConstructor | undefined;
  /** Matches the names, without punctuation, of members that are sensitive or hold something sensitive. */
  readonly sensitiveMembers: RegExp;
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
export type SimpleTypes = Readonly<Record<number, SimpleType>>;

/** Writes and reads the values of schemas; compiled on first use and kept as long as the schema. */
export interface Codec {
  serializerOf($schema: $SchemaRef): Serializer;
  deserializerOf($schema: $SchemaRef): Deserializer;
}
