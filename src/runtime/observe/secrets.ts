import type { HttpRequest, HttpResponse, MetadataBearer } from "@smithy/types";
import { hinted } from "../../hints/hinted.js";
import { isError, textOf } from "../errors/thrown.js";
import { isHttpResponse, metadataOf } from "../http/httpMessages.js";

/** Replaces a secret. */
export const MASK = "***SensitiveInformation***";

/** Shorter values are not masked, because they also occur in ordinary text: the local service's key is "test". */
const SHORTEST_SECRET = 8;
/** A truncated secret is recognized if at least this many characters remain. */
const HEAD_LENGTH = 16;
/** Errors of a service are not nested more deeply, and callers can print errors that are not. */
const MAXIMUM_DEPTH = 10;
/** A JSON web token or the beginning of one: "eyJ" is `{"` in base64. */
const JSON_WEB_TOKEN = /eyJ[\w-]{5,}(?:\.[\w-]*)*/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression looks for these, and for marks that change the direction of text.
const CONTROL_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/g;

const PRINTABLE_ASCII = /^[!-~]+$/;

/** The data for recognizing secrets. */
export interface Secrets {
  /** The secrets of a call, which are masked wherever they occur. */
  readonly values?: readonly string[];
  /** Matches the names, without punctuation, of members whose values are always secret. */
  readonly names?: RegExp;
}

/**
 * All secrets that a call sends: sensitive members of the input, credentials, signature, and user information of the endpoint.
 *
 * @param shownInput - the input with its sensitive members masked.
 */
export function secretsOfCall(input: unknown, shownInput: unknown, request: unknown, identity?: unknown): Secrets {
  const { accessKeyId, secretAccessKey, sessionToken }: Record<string, unknown> = Object(identity);
  const values = [
    ...secretsIn(input, shownInput),
    accessKeyId,
    secretAccessKey,
    sessionToken,
    ...secretsOfRequest(Object(request)),
  ];
  return { values: values.filter((value) => typeof value === "string") };
}

/** The parts of a signed request that reveal credentials, and the password in its URL. */
function secretsOfRequest({ headers = {}, password }: Partial<HttpRequest>): string[] {
  const secrets = [headers["x-amz-security-token"], ...signatureOf(headers.authorization), password];
  return secrets.filter((secret) => secret !== undefined);
}

/** The access key and the signature of a signed request. */
function signatureOf(authorization = ""): (string | undefined)[] {
  const [, accessKeyId, ...rest] = authorization.split(/Credential=|\/|Signature=/);
  // Without `at`, which Hermes does not have.
  return [accessKeyId, rest[rest.length - 1]];
}

/**
 * Changes an error of a call in place: masks its secrets, and adds the available data about the response.
 *
 * @param advise - called with an error that has no metadata, although there was a response.
 */
export function withoutSecrets(
  thrown: unknown,
  response: unknown,
  secrets: Secrets,
  advise?: (error: Error) => void,
): unknown {
  // Hints first: they shorten the stack, so that less of it has to be searched for secrets.
  const shown = masked(hinted(thrown), secrets);
  if (isError(shown) && isHttpResponse(response)) {
    noteResponse(shown, shownResponse(response, secrets), advise);
  }
  return shown;
}

/** Not enumerable: a printed error should not show the whole response. By `Reflect`, since an error can be frozen. */
function noteResponse(
  error: Error & Partial<MetadataBearer>,
  value: HttpResponse,
  advise: ((error: Error) => void) | undefined,
): void {
  // All four, because the property can be there already, as a field of the class.
  Reflect.defineProperty(error, "$response", { value, enumerable: false, writable: false, configurable: false });
  if (error.$metadata === undefined) {
    advise?.(error);
    Reflect.set(error, "$metadata", metadataOf(value));
  }
}

/** Without the stream of the body, which has been read, and which refers to the socket and the signed request. */
function shownResponse(response: HttpResponse, secrets: Secrets): HttpResponse {
  const { statusCode, reason, headers, body } = response;
  return Object.assign(Object.create(Object.getPrototypeOf(response)), {
    statusCode,
    reason,
    headers: masked(headers, secrets),
    body: typeof body === "string" ? masked(excerpt(body), secrets) : undefined,
  });
}

/** The strings in a value that are masked in its copy for the log. */
export function secretsIn(value: unknown, shown: unknown): string[] {
  if (typeof value === "string") {
    return shown === MASK ? [value] : [];
  }
  return Object.entries(Object(value)).flatMap(([name, item]) =>
    secretsIn(item, shown === MASK ? MASK : Object(shown)[name]),
  );
}

/** The strings in members whose names match. */
export function secretMembers(value: unknown, names: RegExp, isSecret = false): string[] {
  return typeof value === "string"
    ? [value].filter(() => isSecret)
    : Object.entries(Object(value)).flatMap(([name, item]) => secretMembers(item, names, isSecret || names.test(name)));
}

/**
 * A copy of a value without secrets and control characters. Errors and their causes are changed in place, so that the caller gets the same
 * error.
 *
 * @param done - the copies of objects, because errors of an application may contain an object several times, or refer to each other.
 */
export function masked(value: unknown, secrets: Secrets, depth = 0, done: Map<unknown, unknown> = new Map()): unknown {
  if (typeof value === "string") {
    return printable(maskedText(value, secrets.values ?? []));
  }
  if (ArrayBuffer.isView(value)) {
    return MASK;
  }
  const isThrown = isError(value);
  if (!isThrown && !isPlain(value)) {
    return value;
  }
  if (depth > MAXIMUM_DEPTH) {
    return MASK;
  }
  if (!done.has(value)) {
    const mask = (item: unknown) => {
      try {
        return masked(item, secrets, depth + 1, done);
      } catch {
        // An application's value whose getters or proxies throw, such as a draft of a state library that was revoked.
        return MASK;
      }
    };
    // For the objects inside that refer back to this one.
    done.set(value, isThrown ? value : MASK);
    if (isThrown) {
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
  // In some engines, the stack is a property of the error, in others an accessor.
  for (const name of new Set([...Reflect.ownKeys(error), "stack"])) {
    const { value = name === "stack" && error.stack } = Object.getOwnPropertyDescriptor(error, name) ?? {};
    // Data that an HTTP parser could not read (bytes with `node:http`, text with `fetch` of Node.js).
    const shown = name === "data" && /^HPE_/.test(textOf(error.code)) ? MASK : mask(value);
    if (shown !== value) {
      Reflect.set(error, name, shown);
    }
  }
}

/** Text without characters that could move a terminal's cursor or forge a line of a log. */
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

/** A text in which occurrences of a secret, or of its beginning, are masked. */
function withoutEcho(text: string, secret: string): string {
  const rest = secret.slice(HEAD_LENGTH);
  return text
    .split(secret.slice(0, HEAD_LENGTH))
    .reduce((shown, part) => shown + MASK + part.slice(commonLength(part, rest)));
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < other.length && one[length] === other[length]) {
    length++;
  }
  return length;
}

/** Whether a copy of a value is equivalent: plain objects, lists, and requests and responses of Smithy's classes. */
function isPlain(value: unknown): value is object {
  return (
    value != null &&
    (Array.isArray(value) ||
      [Object.prototype, null].includes(Object.getPrototypeOf(value)) ||
      Object.hasOwn(value, "headers"))
  );
}

/** The length of an excerpt of a body in a message: enough to recognize the sender of a page. */
const EXCERPT_LENGTH = 200;

/** The part of a body that is searched for secrets: enough for an excerpt after long strings have been masked. */
const SEARCHED_LENGTH = 2_000;

/** A string in JSON, possibly truncated. The first group matches if it is the name of a member. */
const JSON_TEXT = /("(?:[^"\\]|\\[\s\S])*"\s*:)|"(?:[^"\\]|\\[\s\S]?)*(?:"|$)/g;

/**
 * The beginning of a body, without string values and text that looks like a key, because damaged responses may contain complete or partial
 * credentials or tokens. Only the necessary part is searched, because some bodies have no end.
 */
export function excerpt(text: string): string {
  // A truncated key would be too short to look like one.
  const searched = text.length > SEARCHED_LENGTH ? text.slice(0, SEARCHED_LENGTH).replace(/[\w+/=-]*$/, "***") : text;
  return printable(
    searched
      .replace(JSON_TEXT, (_, memberName?: string) => memberName ?? '"***"')
      // Text of this length in the alphabet of keys and tokens may be one.
      .replace(/[\w+/=-]{20,}/g, "***"),
  ).slice(0, EXCERPT_LENGTH);
}
