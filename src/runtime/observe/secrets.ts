import { textOf } from "../errors/thrown.js";

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
  /** Matches the names, without punctuation, of members whose value is a secret, whatever it is. */
  readonly names?: RegExp;
}

/** The texts in a value that its copy for the log masks. */
export function secretsIn(value: unknown, shown: unknown): string[] {
  if (typeof value === "string") {
    return shown === MASK ? [value] : [];
  }
  return Object.entries(Object(value)).flatMap(([name, item]) =>
    secretsIn(item, shown === MASK ? MASK : Object(shown)[name]),
  );
}

/** The texts in members whose names match. */
export function secretMembers(value: unknown, names: RegExp, isSecret = false): string[] {
  return typeof value === "string"
    ? [value].filter(() => isSecret)
    : Object.entries(Object(value)).flatMap(([name, item]) => secretMembers(item, names, isSecret || names.test(name)));
}

/**
 * A copy of a value without secrets and control characters. An error is changed in place, and so are its causes: the caller
 * still has the same error.
 *
 * @param done - the copies of objects: an application's errors may hold an object several times, or refer to each other.
 */
export function masked(value: unknown, secrets: Secrets, depth = 0, done: Map<unknown, unknown> = new Map()): unknown {
  if (typeof value === "string") {
    return printable(maskedText(value, secrets.values ?? []));
  }
  if (ArrayBuffer.isView(value)) {
    return MASK;
  }
  const isError = value instanceof Error;
  if (!isError && !isPlain(value)) {
    return value;
  }
  if (depth > MAXIMUM_DEPTH) {
    return MASK;
  }
  if (!done.has(value)) {
    const mask = (item: unknown) => masked(item, secrets, depth + 1, done);
    // For the objects inside that refer back to this one.
    done.set(value, isError ? value : MASK);
    if (isError) {
      maskProperties(value, mask);
    } else {
      done.set(value, Array.isArray(value) ? value.map(mask) : maskedMembers(value, mask, secrets.names));
    }
  }
  return done.get(value);
}

function maskedMembers(members: object, mask: (value: unknown) => unknown, names: RegExp | undefined): object {
  const isSecret = (name: string, item: unknown) =>
    item != null && item !== "" && names?.test(name.replace(/[\W_]/g, ""));
  const copy = Object.fromEntries(
    Object.entries(members).map(([name, item]) => [name, isSecret(name, item) ? MASK : mask(item)]),
  );
  return Object.setPrototypeOf(copy, Object.getPrototypeOf(members));
}

function maskProperties(error: Error & { code?: unknown }, mask: (value: unknown) => unknown): void {
  // Engines have the stack as a property of the error or as an accessor.
  for (const name of new Set([...Reflect.ownKeys(error), "stack"])) {
    const { value = name === "stack" && error.stack } = Object.getOwnPropertyDescriptor(error, name) ?? {};
    // What a parser of HTTP could not read (`node:http` keeps it as bytes, `fetch` of Node.js as text).
    const shown = name === "data" && /^HPE_/.test(textOf(error.code)) ? MASK : mask(value);
    if (shown !== value) {
      Reflect.set(error, name, shown);
    }
  }
}

/** Text without what could move a terminal's cursor or forge a line of a log. */
export function printable(text: string): string {
  return text.replace(CONTROL_CHARACTER, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
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
  const rest = secret.slice(HEAD_LENGTH);
  return text
    .split(secret.slice(0, HEAD_LENGTH))
    .map((part, index) => (index === 0 ? part : MASK + part.slice(commonLength(part, rest))))
    .join("");
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < other.length && one[length] === other[length]) {
    length++;
  }
  return length;
}

/** Whether a copy of a value is as good as the value: of plain objects, lists, and requests and responses of Smithy's classes. */
function isPlain(value: unknown): value is object {
  return (
    value != null &&
    (Array.isArray(value) ||
      [Object.prototype, null].includes(Object.getPrototypeOf(value)) ||
      Object.hasOwn(value, "headers"))
  );
}

/** How much of a body goes into a message: enough to see whose page it is. */
const EXCERPT_LENGTH = 200;

/** How much of a body is searched for secrets: enough for an excerpt after long texts have been masked. */
const SEARCHED_LENGTH = 2_000;

/** A text in JSON, cut off at the end perhaps; in the first group when it is the name of a member. */
const JSON_TEXT = /("(?:[^"\\]|\\[\s\S])*"\s*:)|"(?:[^"\\]|\\[\s\S]?)*(?:"|$)/g;

/**
 * The beginning of a body, without text values and without what looks like a key: damaged responses may hold credentials or
 * tokens, in whole or in part. The expressions see no more than they need, since some bodies have no end.
 */
export function excerpt(text: string): string {
  // What is cut off in the middle is too short to look like a key.
  const searched = text.length > SEARCHED_LENGTH ? text.slice(0, SEARCHED_LENGTH).replace(/[\w+/=-]*$/, "***") : text;
  return printable(
    searched
      .replace(JSON_TEXT, (_, memberName?: string) => memberName ?? '"***"')
      // As long as this, and out of the alphabet of keys and tokens: it may be one.
      .replace(/[\w+/=-]{20,}/g, "***"),
  ).slice(0, EXCERPT_LENGTH);
}
