import type { $OperationSchema, StaticOperationSchema } from "@smithy/types";

/** The operation of a call as Smithy protocols take it: an object with the schemas of input and output. */
export function operationOf(smithyContext: Record<string, unknown>): $OperationSchema {
  const [, namespace, name, traits, input, output] = smithyContext.operationSchema as StaticOperationSchema;
  return { namespace, name, traits, input, output };
}
