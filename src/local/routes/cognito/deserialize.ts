import { protocol } from "../../base/choices.js";
import { membersOf, type ShapeConstraints, shapeNamed } from "../../base/model.js";
import { ServiceFault } from "../../base/ServiceFault.js";

/** A request as the operations see it: members by name, `Map` for a map, `null` never but as an element (and then refused). */
export type Structure = Readonly<Record<string, unknown>>;

/**
 * Reads a body as the shape says. Members that the shape does not have are ignored, `null` is absence.
 *
 * @throws SerializationException for a body that is not JSON and for a value of a wrong JSON type.
 */
export function deserialize(shapeName: string, body: string): Structure {
  if (hasMoreValues(body, protocol.mostValues)) {
    throw serializationFault(protocol.tooManyValues(protocol.mostValues));
  }
  let document: unknown;
  try {
    document = JSON.parse(body === "" ? protocol.emptyBody : body);
  } catch {
    throw new ServiceFault("SerializationException");
  }
  return readStructure(shapeNamed(shapeName), document ?? {});
}

/** At a glance, before anything is parsed: values come after commas and brackets, which texts have some of, too. */
function hasMoreValues(body: string, limit: number): boolean {
  let count = 0;
  for (let index = 0; index < body.length && count <= limit; index++) {
    if (VALUE_STARTS.has(body.charCodeAt(index))) {
      count++;
    }
  }
  return count > limit;
}

const VALUE_STARTS: ReadonlySet<number> = new Set([...",{["].map((character) => character.charCodeAt(0)));

function readStructure(shape: ShapeConstraints, value: unknown): Structure {
  if (!isObject(value)) throw refused(value, "null");
  const structure: Record<string, unknown> = {};
  for (const [name, { target }] of membersOf(shape)) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined;
    if (member !== undefined && member !== null) structure[name] = read(target, member);
  }
  return structure;
}

/** Called for values only: no caller passes `null`. */
function read(shapeName: string, value: unknown): unknown {
  const shape = shapeNamed(shapeName);
  switch (shape.type) {
    case "structure":
      return readStructure(shape, value);
    case "list":
      if (!Array.isArray(value)) throw refused(value, "list or null");
      return value.map((element) => readElement(shape.member ?? "", element));
    case "map":
      if (!isObject(value)) throw refused(value, "map or null");
      return new Map(Object.entries(value).map(([key, entry]) => [key, readElement(shape.value ?? "", entry)]));
    case "boolean":
      if (typeof value !== "boolean") throw refused(value, "a Boolean");
      return value;
    case "integer":
      return readInteger(value, "an Integer", 2 ** 31);
    case "long":
      return readInteger(value, "a Long", Number.MAX_SAFE_INTEGER);
    case "timestamp":
      if (typeof value !== "number") throw refused(value, "a Date");
      return value * 1000;
    default:
      if (typeof value !== "string") throw refused(value, "a String");
      return value;
  }
}

/** Validation refuses a `null` in a list or a map; the type is right, so it gets past here. */
const readElement = (shapeName: string, value: unknown): unknown => (value === null ? null : read(shapeName, value));

function readInteger(value: unknown, type: string, limit: number): number {
  if (typeof value !== "number") throw refused(value, type);
  if (!Number.isInteger(value) || value >= limit || value < -limit) {
    throw serializationFault(protocol.notAnInteger(type));
  }
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text depends on what was found first, and only for plain values on what was expected. */
function refused(found: unknown, expected: string): ServiceFault {
  if (Array.isArray(found)) return serializationFault("Start of list found where not expected");
  if (isObject(found)) return serializationFault("Start of structure or map found where not expected.");
  if (!/^an? /.test(expected)) return serializationFault(`Expected ${expected}`);
  const token =
    typeof found === "boolean" ? String(found).toUpperCase() : typeof found === "string" ? "STRING" : "NUMBER";
  return serializationFault(`${token}_VALUE can not be converted to ${expected}`);
}

const serializationFault = (message: string): ServiceFault => new ServiceFault("SerializationException", message);
