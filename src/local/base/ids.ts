import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";

/** Creates all IDs and secrets that the service issues. */
export interface Ids {
  identityPoolId(): string;
  identityId(accountId: string): string;
  requestId(): string;
  accessKeyId(): string;
  secretAccessKey(): string;
  sessionToken(): string;
}

/** An access key ID in a regular expression: text that the `Credential` of a signature can contain. */
export const ACCESS_KEY_ID = "[\\x21-\\x2b\\x2d\\x2e\\x30-\\x7e]{1,128}";

const ACCESS_KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** Session tokens of AWS begin with this: the Base64 of their first, unchanging field. */
const SESSION_TOKEN_PREFIX = "IQoJb3JpZ2luX2Vj";
/** About 1,540 characters with the prefix, as recorded in 2026. */
const SESSION_TOKEN_BYTES = 1143;

export const randomIds = (region: string): Ids => ({
  identityPoolId: () => `${region}:${randomUUID()}`,
  identityId: (accountId) => `${region}:${identityUuid(identityPrefix(region, accountId))}`,
  requestId: () => randomUUID(),
  accessKeyId: () => `ASIA${Array.from({ length: 16 }, () => ACCESS_KEY_ALPHABET[randomInt(32)]).join("")}`,
  secretAccessKey: () => randomBytes(30).toString("base64"),
  sessionToken: () => SESSION_TOKEN_PREFIX + randomBytes(SESSION_TOKEN_BYTES).toString("base64"),
});

/**
 * Identity IDs have not been UUIDs of version 4 since 2023: all IDs of one account and Region share their first ten hexadecimal
 * digits, the third group begins with `c`, and there are no variant bits. They are made from UUIDs because Node.js buffers
 * randomness for these.
 */
function identityUuid(prefix: string): string {
  const uuid = randomUUID();
  return `${prefix}${uuid.slice(11, 14)}c${uuid.slice(15, 19)}${randomUUID().slice(0, 4)}${uuid.slice(23)}`;
}

/** Ten digits and the hyphen between them. */
function identityPrefix(region: string, accountId: string): string {
  const digits = createHash("sha256").update(`${region}:${accountId}`).digest("hex");
  return `${digits.slice(0, 8)}-${digits.slice(8, 10)}`;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The unique ID that IAM would assign to a role (`AROA…`) or a user (`AIDA…`); always the same for the same ARN. */
export function principalId(prefix: "AROA" | "AIDA", arn: string): string {
  const digest = createHash("sha256").update(arn).digest();
  return prefix + [...digest.subarray(0, 17)].map((byte) => ALPHABET[byte % 32]).join("");
}
