import fc from "fast-check";
import { type Constraints, constraints, type ShapeConstraints } from "../../src/generated/constraints.js";

export const operations = Object.keys(constraints.operations);

/** Inputs of an operation: as the model has them, with strange text, and with things where they do not belong. */
export function inputOf(operation: string): fc.Arbitrary<unknown> {
  return generated(constraints.operations[operation]?.input, strangeValue);
}

/** Bodies of answers, before they are written as JSON. */
export function answerOf(operation: string): fc.Arbitrary<unknown> {
  return generated(constraints.operations[operation]?.output, strangeJson);
}

/** Text in which every 16 bits may stand, halves of surrogate pairs included. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.integer({ min: 0, max: 0x7f }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom("", "\ud83d", "\ude00", "\u2028", "\u0000", '"\\', "😀", "__proto__", "valueOf"),
);
const textOfNumber = fc.constantFrom(
  "NaN",
  "Infinity",
  "-Infinity",
  "0",
  "-1",
  "12",
  "1.5",
  "1e3",
  " 1",
  "0x10",
  "1_0",
);
const anyNumber = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1.5, 1e21, 5e-7, 1_700_000_000, 1_700_000_000.123, 2 ** 53, 8.64e12, 8.64e13),
);
/** Among them those that mean something to JavaScript, or to a test runner. */
const strangeKey = fc.oneof(
  // biome-ignore format: a list
  fc.constantFrom(
    "a", "__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "toJSON", "then", "length",
    "$$typeof", "asymmetricMatch",
  ),
  anyText,
);
const strangeScalar = fc.oneof(fc.constant(null), anyText, textOfNumber, anyNumber, fc.boolean());
/** Anything that JSON can hold. */
const strangeJson: fc.Arbitrary<unknown> = fc.oneof(
  strangeScalar,
  fc.array(strangeScalar, { maxLength: 3 }),
  fc.dictionary(strangeKey, strangeScalar, { maxKeys: 3, noNullPrototype: true }),
);
const date = fc.date({ noInvalidDate: true });
/** Anything that a program may pass by mistake. Text within is ASCII: see `wholeText` among the differences. */
const ascii = fc.string({ unit: "binary-ascii", maxLength: 8 });
const strangePart = fc.oneof(fc.constantFrom(null, undefined), ascii, textOfNumber, anyNumber, fc.boolean(), date);
const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 2, arbitrary: strangeScalar },
  fc.constantFrom(undefined, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  date,
  fc.array(strangePart, { maxLength: 3 }),
  fc.dictionary(fc.oneof(ascii, fc.constant("__proto__")), strangePart, { maxKeys: 3, noNullPrototype: true }),
);

function generated(shapeName: string | undefined, strange: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return shapeName === undefined ? strange : shapeOf(shapeName, strange);
}

/** A value of the shape; one place in ten holds something else. */
function shapeOf(name: string, strange: fc.Arbitrary<unknown>, own: Constraints = {}): fc.Arbitrary<unknown> {
  const shape = constraints.shapes[name];
  if (shape === undefined) {
    throw new Error(`No shape ${name} in the model.`);
  }
  return fc.oneof({ weight: 9, arbitrary: properOf({ ...shape, ...own }, strange) }, { weight: 1, arbitrary: strange });
}

function properOf(shape: ShapeConstraints, strange: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { type, length, range, values, member, key, value, members } = shape;
  switch (type) {
    case "structure":
      return structureOf(members ?? {}, strange);
    case "list":
      return fc.array(shapeOf(member ?? "String", strange), { maxLength: Math.min(length?.max ?? 4, 4) });
    case "map":
      return fc.dictionary(
        fc.oneof({ weight: 4, arbitrary: shapeOf(key ?? "String", fc.constant("key")).map(String) }, strangeKey),
        shapeOf(value ?? "String", strange),
        { maxKeys: 3, noNullPrototype: true },
      );
    case "enum":
      return fc.constantFrom(...(values ?? []));
    case "boolean":
      return fc.boolean();
    case "integer":
    case "long":
      return fc.oneof(fc.integer({ min: range?.min ?? 0, max: range?.max ?? 1000 }), textOfNumber);
    case "timestamp":
      return fc.oneof(anyNumber, anyNumber.map(String), textOfNumber, fc.constant("2026-01-02T03:04:05Z"));
    default:
      return fc.oneof(matching(shape), anyText);
  }
}

function structureOf(
  members: NonNullable<ShapeConstraints["members"]>,
  strange: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const known = fc.record(
    Object.fromEntries(
      Object.entries(members).map(([name, { target, ...own }]) => [name, shapeOf(target, strange, own)]),
    ),
    { requiredKeys: [], noNullPrototype: true },
  );
  const unknown = fc.record(
    // Of inputs with a type, requests.test.ts has a few by hand: the whole of what is in them is sent.
    { Unknown: strange, ...(strange === strangeJson && { __type: fc.oneof(fc.constant("a#Shape"), strange) }) },
    { requiredKeys: [], noNullPrototype: true },
  );
  const isBare = fc.nat(9).map((number) => number < 8);
  return fc.tuple(known, unknown, isBare).map(([own, other, bare]) => (bare ? own : { ...own, ...other }));
}

function matching({ pattern, length }: Constraints): fc.Arbitrary<string> {
  // fast-check makes no text from Unicode property classes.
  return pattern === undefined || pattern.includes("\\p{")
    ? fc.string({ minLength: Math.min(length?.min ?? 0, 20), maxLength: Math.min(length?.max ?? 20, 20) })
    : fc.stringMatching(new RegExp(pattern, "u")).map((text) => text.slice(0, length?.max));
}

/** What programs make of a client, a command or a configuration on its way: reactive proxies, tracers, prototypes, copies. */
export const wrappers: Readonly<Record<string, <Value extends object>(value: Value) => Value>> = {
  "as it is": (value) => value,
  "a proxy": (value) => new Proxy(value, {}),
  "a proxy of all that is in it": deepProxy,
  "an object that inherits from it": (value) => Object.create(value),
  "a copy of its properties": (value) => Object.assign(Object.create(Object.getPrototypeOf(value)), value),
  "a copy of its descriptors": (value) =>
    Object.create(Object.getPrototypeOf(value), Object.getOwnPropertyDescriptors(value)),
  "the same, frozen": (value) => Object.freeze(value),
  "the same, sealed": (value) => Object.seal(value),
  "a plain copy": (value) => ({ ...value }),
};
export const wrapper: fc.Arbitrary<string> = fc.constantFrom(...Object.keys(wrappers));

/** Wraps what Vue's `reactive` wraps: plain objects, arrays and instances of classes that JavaScript does not bring. */
function deepProxy<Value extends object>(value: Value): Value {
  const proxies = new WeakMap<object, object>();
  const wrapped = (held: unknown): unknown => {
    if (typeof held !== "object" || held === null || !REACTIVE.includes(Object.prototype.toString.call(held))) {
      return held;
    }
    const proxy = proxies.get(held) ?? new Proxy(held, { get });
    proxies.set(held, proxy);
    return proxy;
  };
  const get = (target: object, key: PropertyKey, receiver: unknown): unknown => {
    const property = Object.getOwnPropertyDescriptor(target, key);
    const isFixed = property !== undefined && !property.configurable && !property.writable;
    const held = Reflect.get(target, key, receiver);
    return isFixed ? held : wrapped(held);
  };
  return wrapped(value) as Value;
}
const REACTIVE = ["[object Object]", "[object Array]"];
