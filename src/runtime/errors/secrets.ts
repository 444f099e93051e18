import { textOf } from "./textOf.js";

/** What stands in the place of a secret. */
export const MASK = "***SensitiveInformation***";

/** Shorter values are not secrets, and masking them would tear holes into messages: the local service's key is "test". */
const SHORTEST_SECRET = 8;
/** A secret of which at least this much is repeated is recognized although the rest was cut off. */
const HEAD_LENGTH = 16;
/** No error of a service is nested deeper, and callers can print what is not. */
const MAXIMUM_DEPTH = 10;
/** A JSON web token or the beginning of one: "eyJ" is `{"` in base64. */
const JSON_WEB_TOKEN = /eyJ[\w-]{5,}(?:\.[\w-]*)*/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for, with the marks that change the direction of text.
const CONTROL_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/g;

const PRINTABLE_ASCII = /^[!-~]+$/;

/** How secrets are recognized. */
export interface Secrets {
  /** The secrets of a call, wherever they are repeated. */
  readonly values?: readonly string[];
  /** Members whose value is a secret, whatever it is. */
  readonly names?: RegExp;
}

/** Finds the names that contain one of a model's sensitive members, or say in any service's words what they are. */
export function sensitiveNames(members: readonly string[]): RegExp {
  return new RegExp(["authorization", "password", "secret", ...members].join("|"), "i");
}

/** The texts in a value that its copy for the log masks. */
export function secretsIn(value: unknown, shown: unknown, depth = 0): string[] {
  if (typeof value === "string") {
    return shown === MASK ? [value] : [];
  }
  return depth > MAXIMUM_DEPTH || typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([name, item]) =>
        secretsIn(item, shown === MASK ? MASK : Object(shown)[name], depth + 1),
      );
}

/** A value without its secrets: the value itself if it has none, else a copy. Errors in it are changed in place. */
export function masked(value: unknown, secrets: Secrets): unknown {
  return maskedAt(0, value, secrets, new Set());
}

/** Takes secrets out of an error, its properties and its causes, in place: whoever has the error goes on having the same one. */
export function maskError(thrown: unknown, secrets: Secrets): void {
  if (thrown instanceof Error) {
    masked(thrown, secrets);
  }
}

/** @param seen - objects that are done, since those that an application throws may refer to each other. */
function maskedAt(depth: number, value: unknown, secrets: Secrets, seen: Set<unknown>): unknown {
  if (typeof value === "string") {
    return maskedText(value, secrets.values ?? []);
  }
  if (ArrayBuffer.isView(value)) {
    return MASK;
  }
  const isError = value instanceof Error;
  if ((!isError && !isPlain(value)) || seen.has(value)) {
    return value;
  }
  if (depth > MAXIMUM_DEPTH) {
    return MASK;
  }
  seen.add(value);
  if (isError) {
    maskProperties(value, (item) => maskedAt(depth + 1, item, secrets, seen));
    return value;
  }
  const entries = Object.entries(value);
  const shown = entries.map(([name, item]): [string, unknown] => [
    name,
    item != null && item !== "" && secrets.names?.test(name.replace(/[\W_]/g, ""))
      ? MASK
      : maskedAt(depth + 1, item, secrets, seen),
  ]);
  if (shown.every(([, item], index) => item === entries[index]?.[1])) {
    return value;
  }
  return Array.isArray(value) ? shown.map(([, item]) => item) : Object.fromEntries(shown);
}

function maskProperties(error: Error & { code?: unknown }, mask: (value: unknown) => unknown): void {
  for (const name of [...Reflect.ownKeys(error), "stack"]) {
    // Engines have the stack as a property of the error or as an accessor.
    const { value = name === "stack" && error.stack } = Object.getOwnPropertyDescriptor(error, name) ?? {};
    // What a parser of HTTP could not read (`node:http` keeps it as bytes, `fetch` of Node.js as text).
    const safe = name === "data" && /^HPE_/.test(textOf(error.code)) ? MASK : mask(value);
    const shown = name === "message" || name === "name" || name === "stack" ? printable(safe) : safe;
    if (shown !== value) {
      Reflect.set(error, name, shown);
    }
  }
}

/** Text without what could move a terminal's cursor or forge a line of a log. */
export function printable<Value>(value: Value): Value | string {
  return typeof value !== "string"
    ? value
    : value.replace(CONTROL_CHARACTER, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function maskedText(text: string, values: readonly string[]): string {
  return values
    .filter((value) => value.length >= SHORTEST_SECRET)
    .flatMap((value) => (PRINTABLE_ASCII.test(value) ? [value, encodeURIComponent(value)] : value))
    .reduce(withoutEcho, text)
    .replace(JSON_WEB_TOKEN, MASK);
}

/** A text without a secret that it repeats, in whole or from its beginning. */
function withoutEcho(text: string, secret: string): string {
  const [before = "", ...others] = text.split(secret.slice(0, HEAD_LENGTH));
  const rest = secret.slice(HEAD_LENGTH);
  return [before, ...others.map((after) => MASK + after.slice(commonLength(after, rest)))].join("");
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < other.length && one[length] === other[length]) {
    length++;
  }
  return length;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
}
