import type { ModelShape } from "./ModelShape.js";
import type { Structure } from "./violationsOf.js";

/** Thrown for a value that does not have the type of its shape. */
class TypeMismatch extends Error {}

/**
 * Reads JSON according to a shape. Unknown members are ignored, and `null` counts as absent.
 *
 * @returns undefined if a value has a type that differs from the model, because services refuse it before they check constraints, with
 *   their own messages.
 */
export function readDocument(shape: ModelShape, document: unknown): Structure | undefined {
  try {
    return readStructure(shape, object(document));
  } catch (error) {
    if (error instanceof TypeMismatch) {
      return undefined;
    }
    throw error;
  }
}

/** Smithy's integer types with their inclusive ranges. */
const LARGEST: Readonly<Record<string, number>> = {
  byte: 2 ** 7 - 1,
  short: 2 ** 15 - 1,
  integer: 2 ** 31 - 1,
  intEnum: 2 ** 31 - 1,
  long: Number.MAX_SAFE_INTEGER,
};

function read(shape: ModelShape, value: unknown): unknown {
  const { type } = shape;
  const largest = LARGEST[type];
  if (largest !== undefined) {
    return checked(value, Number.isInteger(value) && Number(value) <= largest && Number(value) >= -largest - 1);
  }
  switch (type) {
    case "structure":
      return readStructure(shape, object(value));
    case "list":
      return checked<unknown[]>(value, Array.isArray(value)).map((element) => readElement(shape, element));
    case "map":
      return new Map(Object.entries(object(value)).map(([key, entry]) => [key, readElement(shape, entry)]));
    case "boolean":
      return checked(value, typeof value === "boolean");
    case "float":
    case "double":
      return Number(
        checked(value, typeof value === "number" || ["NaN", "Infinity", "-Infinity"].some((text) => text === value)),
      );
    case "timestamp":
      // It has no constraints.
      return checked(value, typeof value === "number" || typeof value === "string");
    case "blob":
      return buffer(checked<string>(value, typeof value === "string"));
    default:
      return checked(value, typeof value === "string");
  }
}

function readStructure({ members }: ModelShape, value: Structure): Structure {
  return Object.fromEntries(
    members
      .filter(({ name }) => Object.hasOwn(value, name) && value[name] !== null)
      .map(({ name, shape }) => [name, read(shape, value[name])]),
  );
}

const readElement = ({ element }: ModelShape, value: unknown): unknown =>
  value === null || element === undefined ? null : read(element, value);

/** Bytes, of which only the number is constrained. Printed as by Java in messages of the service. */
function buffer(base64: string): object {
  const length = Math.floor((base64.replace(/=+$/, "").length * 3) / 4);
  return { length, toString: () => `java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]` };
}

const object = (value: unknown): Structure =>
  checked<Structure>(value, typeof value === "object" && value !== null && !Array.isArray(value));

/** @throws TypeMismatch unless the value is of its type. */
function checked<Value>(value: unknown, isOfType: boolean): Value {
  if (!isOfType) {
    throw new TypeMismatch();
  }
  return value as Value;
}
