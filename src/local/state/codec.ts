/** Turns a value into what JSON can hold, and back. What comes back is checked: it was outside of the process. */
export interface Codec<Value> {
  encode(value: Value): unknown;
  /**
   * @param at JSON pointer of the place, for the error's message
   * @throws StateError
   */
  decode(json: unknown, at: string): Value;
  /** Of a member: it may be missing. */
  readonly optional?: boolean;
}

interface OptionalCodec<Value> extends Codec<Value> {
  readonly optional: true;
}

/** Stored state that is not what it should be. */
export class StateError extends Error {
  override readonly name = "StateError";

  constructor(at: string, problem: string) {
    super(at === "" ? problem : `${at}: ${problem}`);
  }
}

/** A member of every name, so that a record cannot get a member that is then forgotten when it is stored. */
type Members<Value> = {
  readonly [Name in keyof Value]-?: undefined extends Value[Name]
    ? OptionalCodec<Exclude<Value[Name], undefined>>
    : Codec<Value[Name]>;
};

const plain = <Value>(expected: string, is: (json: unknown) => json is Value): Codec<Value> => ({
  encode: (value) => value,
  decode: (json, at) => {
    if (!is(json)) {
      throw new StateError(at, `must be ${expected}, not ${shown(json)}`);
    }
    return json;
  },
});

export const text: Codec<string> = plain("a text", (json) => typeof json === "string");
/** What ids are made of: a key of the store can be taken apart again. */
export const id: Codec<string> = plain(
  "an id",
  (json): json is string => typeof json === "string" && /^[\w:.-]{1,256}$/.test(json),
);
export const flag: Codec<boolean> = plain("true or false", (json) => typeof json === "boolean");
export const whole: Codec<number> = plain("a whole number", (json): json is number => Number.isSafeInteger(json));

export const number: Codec<number> = plain("a number", (json): json is number => Number.isFinite(json));

export const oneOf = <Value extends string | boolean>(...values: readonly Value[]): Codec<Value> =>
  plain(values.map((value) => JSON.stringify(value)).join(" or "), (json): json is Value =>
    values.includes(json as Value),
  );

export const optional = <Value>(codec: Codec<Value>): OptionalCodec<Value> => ({ ...codec, optional: true });

export const list = <Value>(element: Codec<Value>): Codec<readonly Value[]> => ({
  encode: (values) => values.map((value) => element.encode(value)),
  decode: (json, at) => {
    if (!Array.isArray(json)) {
      throw new StateError(at, `must be a list, not ${shown(json)}`);
    }
    return json.map((value, index) => element.decode(value, `${at}/${index}`));
  },
});

export const map = <Value>(value: Codec<Value>): Codec<ReadonlyMap<string, Value>> => ({
  encode: (values) => Object.fromEntries([...values].map(([key, entry]) => [key, value.encode(entry)])),
  decode: (json, at) =>
    new Map(Object.entries(objectAt(json, at)).map(([key, entry]) => [key, value.decode(entry, inside(at, key))])),
});

export function structure<Value extends object>(members: Members<Value>): Codec<Value> {
  const codecs = (Object.entries(members) as [keyof Value & string, Codec<unknown>][]).map(
    // The places of members are put together beforehand: a large store has millions of them.
    ([name, codec]) => [name, codec, inside("", name)] as const,
  );
  const names = new Set<string>(codecs.map(([name]) => name));
  return {
    encode: (value) => {
      const json: Record<string, unknown> = {};
      for (const [name, codec] of codecs) {
        const member: unknown = value[name];
        if (member !== undefined) {
          json[name] = codec.encode(member);
        }
      }
      return json;
    },
    decode: (json, at) => {
      const object = objectAt(json, at);
      const unknown = Object.keys(object).find((name) => !names.has(name));
      if (unknown !== undefined) {
        throw new StateError(inside(at, unknown), "is not known here");
      }
      const value: Record<string, unknown> = {};
      for (const [name, codec, place] of codecs) {
        if (Object.hasOwn(object, name)) {
          value[name] = codec.decode(object[name], at + place);
        } else if (!codec.optional) {
          throw new StateError(at, `lacks ${name}`);
        }
      }
      return value as Value;
    },
  };
}

/** The place of a member, as a JSON pointer (RFC 6901). */
export const inside = (at: string, name: string): string => `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;

export function objectAt(json: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new StateError(at, `must be an object, not ${shown(json)}`);
  }
  return json as Record<string, unknown>;
}

/** @throws StateError */
export function parsed(json: string, at: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new StateError(at, "is not JSON");
  }
}

const LONGEST_SHOWN = 60;

/** A value as messages show it: not all of it, and nothing of a text that could be a secret. */
function shown(json: unknown): string {
  if (json === undefined) {
    return "missing";
  }
  if (Array.isArray(json)) {
    return "a list";
  }
  if (typeof json === "string") {
    return "a text";
  }
  return typeof json === "object" && json !== null ? "an object" : String(JSON.stringify(json)).slice(0, LONGEST_SHOWN);
}
