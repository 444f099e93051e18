/** The shapes of Smithy's prelude, which models use without defining them. */
const prelude: Readonly<Record<string, string>> = {
  Blob: "blob",
  Boolean: "boolean",
  Byte: "byte",
  Double: "double",
  Float: "float",
  Integer: "integer",
  Long: "long",
  PrimitiveBoolean: "boolean",
  PrimitiveByte: "byte",
  PrimitiveDouble: "double",
  PrimitiveFloat: "float",
  PrimitiveInteger: "integer",
  PrimitiveLong: "long",
  PrimitiveShort: "short",
  Short: "short",
  String: "string",
  Timestamp: "timestamp",
};

export const PRELUDE = "smithy.api";

/** The input or output of an operation that has none. */
export const UNIT = `${PRELUDE}#Unit`;

/** The prelude in the form of a model's `shapes`. */
export const preludeShapes: Readonly<Record<string, { readonly type: string }>> = Object.fromEntries(
  Object.entries(prelude).map(([name, type]) => [`${PRELUDE}#${name}`, { type }]),
);
