import fc from "fast-check";
import { constraints } from "../../src/generated/constraints.js";
import type { Constraints, ShapeConstraints } from "../../src/runtime/validation/Constraints.js";

export const operations = Object.keys(constraints.operations);

/** Inputs of an operation: valid ones, unusual strings, and values of wrong types. */
export function inputOf(operation: string): fc.Arbitrary<unknown> {
  return generated(constraints.operations[operation]?.input, strangeValue);
}

/** Bodies of responses, before they are converted to JSON. */
export function answerOf(operation: string): fc.Arbitrary<unknown> {
  return generated(constraints.operations[operation]?.output, strangeJson);
}

/** Strings with any UTF-16 code units, including unpaired surrogates. */
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
/** Including names with a meaning in JavaScript, or in test runners. */
const strangeKey = fc.oneof(
  // biome-ignore format: a list
  fc.constantFrom(
    "a", "__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "toJSON", "then", "length",
    "$$typeof", "asymmetricMatch",
  ),
  anyText,
);
const strangeScalar = fc.oneof(fc.constant(null), anyText, textOfNumber, anyNumber, fc.boolean());
/** Any JSON value. */
const strangeJson: fc.Arbitrary<unknown> = fc.oneof(
  strangeScalar,
  fc.array(strangeScalar, { maxLength: 3 }),
  fc.dictionary(strangeKey, strangeScalar, { maxKeys: 3, noNullPrototype: true }),
);
const date = fc.date({ noInvalidDate: true });
/** Any value that a program can pass by mistake. Strings within are ASCII: see `wholeText` among the differences. */
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

/** A value of the shape, in which one of ten values has another type. */
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
    // requests.test.ts has some inputs with a type name, which are sent with all of their members.
    { Unknown: strange, ...(strange === strangeJson && { __type: fc.oneof(fc.constant("a#Shape"), strange) }) },
    { requiredKeys: [], noNullPrototype: true },
  );
  const isBare = fc.nat(9).map((number) => number < 8);
  return fc.tuple(known, unknown, isBare).map(([own, other, bare]) => (bare ? own : { ...own, ...other }));
}

function matching({ pattern, length }: Constraints): fc.Arbitrary<string> {
  // fast-check does not support Unicode property classes.
  return pattern === undefined || pattern.includes("\\p{")
    ? fc.string({ minLength: Math.min(length?.min ?? 0, 20), maxLength: Math.min(length?.max ?? 20, 20) })
    : fc.stringMatching(new RegExp(pattern, "u")).map((text) => text.slice(0, length?.max));
}

/** How programs wrap a client, a command, or a configuration: reactive proxies, tracers, prototypes, and copies. */
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

/** Wraps the same values as Vue's `reactive`: plain objects, arrays, and instances of classes that are not built in. */
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

/** Keys that change between two calls, in every form in which programs pass credentials. */
export interface CredentialsCase {
  readonly form: string;
  readonly sessionToken: string | undefined;
  readonly source: object | undefined;
  readonly rotates: boolean;
}
export const credentialsCase: fc.Arbitrary<CredentialsCase> = fc.record({
  form: fc.constantFrom(
    ...["object", "getters", "private getters", "hidden secret", "inherited", "without prototype", "proxy", "sealed"],
    ...["frozen", "promise", "thenable", "provider", "provider of a value", "provider of frozen", "memoized provider"],
    ...["null", "undefined", "empty text", "false", "zero", "text", "list", "nothing in it", "half"],
    ...["failing provider", "failing at once"],
  ),
  sessionToken: fc.constantFrom(undefined, "", "token"),
  source: fc.constantFrom(undefined, {}, { CREDENTIALS_PROFILE: "n" }),
  rotates: fc.boolean(),
});

/** Creates the credentials of a case, with a function that changes their keys. */
export function credentialsOf({ form, sessionToken, source }: CredentialsCase): {
  credentials: unknown;
  rotate: () => void;
} {
  const keys: Record<string, unknown> = {
    accessKeyId: "AKIABEFORE",
    secretAccessKey: "s",
    ...(sessionToken !== undefined && { sessionToken }),
    ...(source && { $source: structuredClone(source) }),
  };
  const rotate = () => {
    if (!Object.isFrozen(keys)) {
      keys.accessKeyId = "AKIAAFTER";
    }
  };
  return { credentials: formsOf(keys)[form]?.(), rotate };
}

function formsOf(keys: Record<string, unknown>): Record<string, () => unknown> {
  return {
    object: () => keys,
    getters: () => new (classWithGetters(keys))(),
    "private getters": () => new (classWithPrivateGetters(keys))(),
    "hidden secret": () => Object.defineProperty(keys, "secretAccessKey", { enumerable: false }),
    inherited: () => Object.create(keys),
    "without prototype": () => Object.setPrototypeOf(keys, null),
    proxy: () => new Proxy(keys, {}),
    sealed: () => Object.seal({ ...keys, $source: keys.$source ?? {} }),
    frozen: () => Object.freeze(keys),
    promise: () => Promise.resolve(keys),
    // biome-ignore lint/suspicious/noThenProperty: that is the case.
    thenable: () => ({ then: (resolve: (value: unknown) => void) => resolve(keys) }),
    provider: () => async () => keys,
    "provider of a value": () => () => keys,
    "provider of frozen": () => async () => Object.freeze({ ...keys }),
    "memoized provider": () => Object.assign(async () => ({ ...keys }), { memoized: true }),
    null: () => null,
    "empty text": () => "",
    false: () => false,
    zero: () => 0,
    text: () => "AKIA",
    list: () => [keys],
    "nothing in it": () => ({}),
    half: () => ({ accessKeyId: "AKIA" }),
    "failing provider": () => () => Promise.reject(new Error("no credentials")),
    "failing at once": () => () => {
      throw new Error("no credentials");
    },
  };
}

function classWithGetters(keys: Record<string, unknown>): new () => object {
  return class {
    get accessKeyId() {
      return keys.accessKeyId;
    }
    get secretAccessKey() {
      return keys.secretAccessKey;
    }
    get sessionToken() {
      return keys.sessionToken;
    }
  };
}

function classWithPrivateGetters(keys: Record<string, unknown>): new () => object {
  return class {
    readonly #keys = keys;
    get accessKeyId() {
      return this.#keys.accessKeyId;
    }
    get secretAccessKey() {
      return this.#keys.secretAccessKey;
    }
  };
}

const scheme = fc.constantFrom("http", "https", "HTTP", "htps", "ftp", "ws", "", "localhost", "file", "javascript");
const hostname = fc.constantFrom("localhost", "127.0.0.1", "[::1]", "::1", "example.com", "", "a b", "bücher.example");
const port = fc.constantFrom(undefined, 0, 80, 8000, 65_535, 65_536, "8000", "x");
const path = fc.constantFrom("", "/", "/a", "/a/", "a", undefined, "/a/../b", "/ä");
/** URLs, and strings that users write instead. */
const endpointText = fc.oneof(
  fc
    .tuple(scheme, fc.constantFrom("://", ":", ":/", ""), fc.constantFrom("", "user:word@"), hostname, port, path)
    .map(([first, separator, user, host, number, rest]) =>
      [first, separator, user, host, number === undefined ? "" : `:${number}`, rest].join(""),
    ),
  fc.constantFrom("", "undefined", " http://localhost:1 ", "http://localhost/?a=1#b", "//localhost:1"),
);
const protocol = fc.constantFrom("http:", "https:", "http", "ftp:", undefined);
/** Endpoints in every form that a client accepts, and in some that it does not. */
const endpointValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: endpointText },
  { weight: 2, arbitrary: fc.record({ protocol, hostname, port, path }) },
  fc.record({
    url: fc.oneof(
      endpointText,
      endpointText.filter(URL.canParse).map((text) => new URL(text)),
    ),
  }),
  fc.constantFrom({}, [], 5, true, null, undefined, false, { url: null }, { url: 5 }, new Date(0), new Map()),
);
/** How an endpoint is passed: directly, by functions, or as a promise. */
export const endpointCase: fc.Arbitrary<{ by: string; value: unknown }> = fc.record({
  by: fc.constantFrom("value", "function", "async function", "promise"),
  value: endpointValue,
});

export function endpointOf({ by, value }: { by: string; value: unknown }): unknown {
  const forms: Record<string, () => unknown> = {
    function: () => () => value,
    "async function": () => async () => value,
    promise: () => Promise.resolve(value),
  };
  return forms[by]?.() ?? value;
}
