// Access tokens of Facebook, Amazon, Twitter and Digits are opaque to applications. Those of the test identity provider look
// like them, so that an application treats them alike, and hold a JSON Web Token that only this service looks for.

interface AccessTokenForm {
  readonly wrap: (jsonWebToken: string, subject: string) => string;
  /** Its first group is the wrapped token, in base64url. */
  readonly pattern: RegExp;
}

const wrapped = (jsonWebToken: string): string => Buffer.from(jsonWebToken).toString("base64url");

/** A user's id, a hyphen, the token, and its secret after a semicolon. */
const OAUTH_1: AccessTokenForm = {
  wrap: (token, subject) => `${subject.replace(/[-;]/g, "")}-${wrapped(token)};test-secret`,
  pattern: /^[^-;]*-([\w-]+);./,
};

const FORMS: ReadonlyMap<string, AccessTokenForm> = new Map([
  ["graph.facebook.com", { wrap: (token) => `EAA${wrapped(token)}`, pattern: /^EAA([\w-]+)$/ }],
  ["www.amazon.com", { wrap: (token) => `Atza|${wrapped(token)}`, pattern: /^Atza\|([\w-]+)$/ }],
  ["api.twitter.com", OAUTH_1],
  ["www.digits.com", OAUTH_1],
]);

/** An access token in the provider's form; for a provider without a form of its own, the token as it is. */
export const wrapAccessToken = (provider: string, jsonWebToken: string, subject: string): string =>
  FORMS.get(provider)?.wrap(jsonWebToken, subject) ?? jsonWebToken;

/** What may be the JSON Web Token in an access token; the whole of it, where there is nothing of the form. */
export function unwrapAccessToken(provider: string, token: string): string {
  const inner = FORMS.get(provider)?.pattern.exec(token)?.[1];
  const text = inner === undefined ? "" : Buffer.from(inner, "base64url").toString("latin1");
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(text) ? text : token;
}
