import type { Codec, SimpleTypes } from "./Codec.js";
import { deserializers } from "./deserialize.js";
import { serializers } from "./serialize.js";

/** The codec of a service whose shapes have no other simple types than these; those that no shape has are not in a bundle. */
export function jsonCodec(simpleTypes: SimpleTypes): Codec {
  return { serializerOf: serializers(simpleTypes), deserializerOf: deserializers(simpleTypes) };
}
