import type { $SchemaRef } from "@smithy/types";

/** Writes a value as JSON; undefined for what is left out. */
export type Serializer = (value: unknown) => string | undefined;

/** Turns a value that came out of `JSON.parse` into the value that the caller gets. */
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
