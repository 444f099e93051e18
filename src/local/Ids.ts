import { randomBytes, randomInt, randomUUID } from "node:crypto";

/** Makes every id and secret that the service gives out. */
export interface Ids {
  identityPoolId(): string;
  identityId(): string;
  requestId(): string;
  accessKeyId(): string;
  secretAccessKey(): string;
  sessionToken(): string;
}

const ACCESS_KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** Session tokens of AWS begin with this: the Base64 of their first, unchanging field. */
const SESSION_TOKEN_PREFIX = "IQoJb3JpZ2luX2Vj";

export const randomIds = (region: string): Ids => ({
  identityPoolId: () => `${region}:${randomUUID()}`,
  identityId: () => `${region}:${identityUuid()}`,
  requestId: () => randomUUID(),
  accessKeyId: () => `ASIA${Array.from({ length: 16 }, () => ACCESS_KEY_ALPHABET[randomInt(32)]).join("")}`,
  secretAccessKey: () => randomBytes(30).toString("base64"),
  sessionToken: () => SESSION_TOKEN_PREFIX + randomBytes(480).toString("base64"),
});

/**
 * Identity ids have not been UUIDs of version 4 since 2023: the third group begins with `c`, and there are no variant bits.
 * Made of UUIDs all the same, because Node keeps randomness for those in stock.
 */
function identityUuid(): string {
  const uuid = randomUUID();
  return `${uuid.slice(0, 14)}c${uuid.slice(15, 19)}${randomUUID().slice(0, 4)}${uuid.slice(23)}`;
}
