import { shortened } from "./layout.js";

const MASK = "(masked)";

/** Members of requests and responses that no output shows. */
const SECRETS = new Set(["Logins", "Token", "SecretKey", "SessionToken"]);

/**
 * What an output says, member by member: what the input does not say already comes first. Secrets are left out; of a token, its
 * kind is shown.
 */
export function summaryOf(input: object, output: object): string[] {
  const inputValues = new Set(Object.values(input).map((value) => JSON.stringify(value)));
  const members = Object.entries(output).filter(([name, value]) => name !== "$metadata" && value != null);
  const isNews = ([, value]: [string, unknown]) => !inputValues.has(JSON.stringify(value));
  const parts = [...members.filter(isNews), ...members.filter((member) => !isNews(member))].flatMap(([name, value]) =>
    partsOf(name, value),
  );
  return parts.length === 0 ? ["an empty response"] : parts.map(shortened);
}

function partsOf(name: string, value: unknown): string[] {
  if (name === "Token") {
    const [kind] = claimsOf(String(value)).amr as string[];
    return [`Token (${kind})`];
  }
  if (name === "Credentials") {
    const { AccessKeyId, Expiration } = value as { AccessKeyId?: string; Expiration?: Date };
    return [`AccessKeyId ${AccessKeyId}`, `Expiration ${textOf(Expiration)}`];
  }
  return [`${name} ${textOf(value)}`];
}

/** Any value, on one line. */
function textOf(value: unknown): string {
  if (value instanceof Date) {
    return value.toISOString().replace(/\.\d+Z$/, "Z");
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "(none)" : value.map((item) => inner(item)).join(", ");
  }
  return typeof value === "object" && value !== null ? inner(value) : String(value);
}

/** An object by its names, or by its values if it is one of many. */
function inner(value: unknown): string {
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return textOf(value);
  }
  const { IdentityPoolName, IdentityId, ...rest } = value as Record<string, unknown>;
  const name = IdentityPoolName ?? IdentityId;
  if (name !== undefined) {
    return String(name);
  }
  const entries = Object.entries(rest);
  if (entries.length === 0) {
    return "(none)";
  }
  return entries.map(([key, item]) => `${key}=${textOf(item)}`).join(", ");
}

/** The claims of a token. It is not verified: this is for display only. */
function claimsOf(token: string): Record<string, unknown> {
  const payload = token.split(".")[1] ?? "";
  return JSON.parse(Buffer.from(payload, "base64url").toString() || "{}");
}

/** A request or a response as indented JSON, with a mask in the place of each secret. */
export const maskedJson = (value: unknown): string =>
  JSON.stringify(value, (name, item) => (SECRETS.has(name) && item != null ? maskedItem(item) : item), 2);

/** The names of login providers are not secret. */
const maskedItem = (item: unknown): unknown =>
  typeof item === "string"
    ? MASK
    : Array.isArray(item)
      ? item
      : Object.fromEntries(Object.keys(Object(item)).map((provider) => [provider, MASK]));
