import type { ModelMember, ModelShape } from "../../runtime/validation/Constraints.js";
import type { Structure } from "../../runtime/validation/violationsOf.js";
import { protocol } from "./choices.js";
import { ServiceFault } from "./ServiceFault.js";

/** @throws SerializationException for a body that is not JSON, or has too many values */
export function parseBody(body: Buffer): unknown {
  const text = body.toString("utf8");
  if (hasMoreValues(text, protocol.mostValues)) {
    throw serializationFault(protocol.tooManyValues(protocol.mostValues));
  }
  try {
    return JSON.parse(text === "" ? protocol.emptyBody : text);
  } catch {
    throw new ServiceFault("SerializationException");
  }
}

/**
 * Reads JSON according to a shape. Unknown members are ignored, and `null` counts as absent.
 *
 * @throws SerializationException for a value of a wrong JSON type.
 */
export const decode = (shape: ModelShape, document: unknown): Structure => readStructure(shape, document ?? {});

/** An estimate made before parsing: values follow commas and brackets, which strings may also contain. */
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

function readStructure({ members }: ModelShape, value: unknown): Structure {
  if (!isObject(value)) {
    throw refused(value, "null");
  }
  const structure: Record<string, unknown> = {};
  for (const { name, shape } of members) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined;
    if (member !== undefined && member !== null) {
      structure[name] = read(shape, member);
    }
  }
  return structure;
}

/** Callers never pass `null`. */
function read(shape: ModelShape, value: unknown): unknown {
  switch (shape.type) {
    case "structure":
      return readStructure(shape, value);
    case "list":
      if (!Array.isArray(value)) {
        throw refused(value, "list or null");
      }
      return value.map((element) => readElement(shape.element, element));
    case "map":
      if (!isObject(value)) {
        throw refused(value, "map or null");
      }
      return new Map(Object.entries(value).map(([key, entry]) => [key, readElement(shape.element, entry)]));
    case "boolean":
      if (typeof value !== "boolean") {
        throw refused(value, "a Boolean");
      }
      return value;
    case "integer":
      return readInteger(value, "an Integer", 2 ** 31);
    case "long":
      return readInteger(value, "a Long", Number.MAX_SAFE_INTEGER);
    case "timestamp":
      if (typeof value !== "number") {
        throw refused(value, "a Date");
      }
      return value * 1000;
    default:
      if (typeof value !== "string") {
        throw refused(value, "a String");
      }
      return value;
  }
}

/** `null` in a list or a map is refused by validation, not here. */
const readElement = (shape: ModelShape | undefined, value: unknown): unknown =>
  value === null || shape === undefined ? null : read(shape, value);

function readInteger(value: unknown, type: string, limit: number): number {
  if (typeof value !== "number") {
    throw refused(value, type);
  }
  if (!Number.isInteger(value) || value >= limit || value < -limit) {
    throw serializationFault(protocol.notAnInteger(type));
  }
  return value;
}

/** The message depends mainly on the value that was found, and on the expected type only for plain values. */
function refused(found: unknown, expected: string): ServiceFault {
  if (Array.isArray(found)) {
    return serializationFault("Start of list found where not expected");
  }
  if (isObject(found)) {
    return serializationFault("Start of structure or map found where not expected.");
  }
  if (!/^an? /.test(expected)) {
    return serializationFault(`Expected ${expected}`);
  }
  const token =
    typeof found === "boolean" ? String(found).toUpperCase() : typeof found === "string" ? "STRING" : "NUMBER";
  return serializationFault(`${token}_VALUE can not be converted to ${expected}`);
}

const serializationFault = (message: string): ServiceFault => new ServiceFault("SerializationException", message);

/**
 * Writes an output as the service does: compact JSON, the members of each structure in alphabetical order, without absent ones, and times
 * as seconds since the epoch in Java's notation. An operation without output (`shape` absent) has an empty body.
 */
export const encode = (shape: ModelShape | undefined, output: unknown): string =>
  shape === undefined ? "" : write(shape, output ?? {});

function write({ type, members, element }: ModelShape, value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((each) => encode(element, each)).join()}]`;
  }
  if (value instanceof Map) {
    return `{${[...value].map(([key, each]) => pair(key, element, each)).join()}}`;
  }
  if (isObject(value)) {
    return writeStructure(members, value);
  }
  return type === "timestamp" ? javaDouble(Number(value) / 1000) : JSON.stringify(value);
}

function writeStructure(members: readonly ModelMember[], structure: Readonly<Record<string, unknown>>): string {
  const present = members.filter(({ name }) => structure[name] !== undefined);
  const sorted = present.sort((one, other) => (one.name < other.name ? -1 : 1));
  return `{${sorted.map(({ name, shape }) => pair(name, shape, structure[name])).join()}}`;
}

const pair = (name: string, shape: ModelShape | undefined, value: unknown): string =>
  `${JSON.stringify(name)}:${encode(shape, value)}`;

/** Numbers from 10⁻³ up to 10⁷ are written without an exponent (Java SE, `Double.toString`). */
const FIRST_PLAIN_EXPONENT = -3;
const FIRST_LARGE_EXPONENT = 7;

/**
 * A finite number as Java's `Double.toString` writes it since JDK 19, in which the service writes times: `1.715700986E9`.
 *
 * Java, like JavaScript, writes the shortest decimal that reads as the same number. It differs in two points: there is at least one digit
 * after the decimal point, and where one digit would suffice, Java writes the closest decimal of two digits (`4.9E-324`, not `5.0E-324`).
 */
export function javaDouble(value: number): string {
  const shortest = value.toExponential();
  const twoDigits = value.toExponential(1);
  const [mantissa = "", power = ""] = (/^-?\de/.test(shortest) ? twoDigits : shortest).split("e");
  const exponent = Number(power);
  const [, sign = "", digits = ""] = /^(-?)(.*)$/.exec(mantissa.replace(".", "")) ?? [];
  const negative = Object.is(value, -0) ? "-" : sign;
  if (value !== 0 && (exponent < FIRST_PLAIN_EXPONENT || exponent >= FIRST_LARGE_EXPONENT)) {
    return `${negative}${digits.charAt(0)}.${digits.slice(1)}E${exponent}`;
  }
  if (exponent < 0) {
    return `${negative}0.${"0".repeat(-exponent - 1)}${digits.replace(/0+$/, "")}`;
  }
  const padded = digits.padEnd(exponent + 2, "0");
  return `${negative}${padded.slice(0, exponent + 1)}.${padded.slice(exponent + 1)}`;
}

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
