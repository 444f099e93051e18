import { type Check, object, whole } from "../base/check.js";
import type { JsonWebKey } from "../base/JsonWebKey.js";
import type { Range } from "./Database.js";
import {
  checkedJson,
  identityCheck,
  parsed,
  poolCheck,
  recordOf,
  sessionCheck,
  signingKeyCheck,
} from "./recordChecks.js";
import type { IdentityRecord, Login, PoolRecord, SessionRecord } from "./records.js";
import { StateError } from "./StateError.js";

/*
 * The keys of one generation of the state begin with its number:
 *
 *     p/POOL                a pool with its number; numbers ascend as pools are created
 *     o/NUMBER              the id of the pool with this number; absent once the pool is deleted
 *     a/ACCOUNT/POOL        the pools of an account
 *     c/ACCOUNT             the number of pools of an account
 *     n                     the last pool number
 *     i/NUMBER/IDENTITY     an identity of the pool with this number
 *     x/IDENTITY            the number of its pool
 *     l/NUMBER/LOGIN        the id of the identity that has the login
 *     s/ACCESS-KEY          a session
 *     t/TIME/ACCESS-KEY     the sessions in the order in which they were issued
 *     k                     the signing key
 */

/** The version of the format, and the owner, of a data folder. */
export const LABEL = "!label";

/** The generation that is the state. All others are drafts, or have been replaced. */
export const CURRENT_GENERATION = "!generation";

/** `!unused/GENERATION` and `!unused/GENERATION/NUMBER`: drafts, and generations and identities of pools that have to be deleted. */
export const UNUSED = "!unused";

/** Enough digits for any safe integer. */
const DIGITS = 16;

export const padded = (number: number): string => String(number).padStart(DIGITS, "0");

export type Part = string | number;

/** Joined in one step, because V8 keeps a concatenated string in memory together with its two parts. */
export const keyIn = (generation: Part, parts: readonly Part[]): string => [generation, ...parts].join("/");

/** The range of keys that begin with these parts. */
export function rangeOf(generation: Part, parts: readonly Part[]): Range {
  const prefix = keyIn(generation, parts);
  // `0` is the character after `/`.
  return { gte: `${prefix}/`, lt: `${prefix}0` };
}

/** The ID at the end of a key. */
export const lastPart = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

// As JSON, because a subject may contain any character: with a plain separator, two logins could have the same key.
export const loginText = ({ kind, provider, subject }: Login): string => JSON.stringify([kind[0], provider, subject]);

// Records in their stored form:

export interface StoredPool {
  readonly number: number;
  readonly record: PoolRecord;
}

const storedPoolCheck: Check<StoredPool> = object<StoredPool>(
  { number: whole(1, Number.MAX_SAFE_INTEGER), record: poolCheck },
  { isSecret: true },
);

export const poolOf: (text: string) => StoredPool = remembering((text) => recordOf(storedPoolCheck, parsed(text)));

export const sessionOf = (text: string): SessionRecord => recordOf(sessionCheck, parsed(text));

export const keyOf: (text: string) => JsonWebKey = remembering((text) => recordOf(signingKeyCheck, parsed(text)));

/** A list without names, because there are many identities; ID and pool are in the key. */
export const identityText = ({ createdAt, modifiedAt, disabled, parentId, logins }: IdentityRecord): string =>
  JSON.stringify([
    createdAt,
    modifiedAt === createdAt ? 0 : modifiedAt,
    parentId ?? (disabled ? 1 : 0),
    ...logins.flatMap(({ kind, provider, subject }) => [KINDS.indexOf(kind), provider, subject]),
  ]);

const KINDS = ["public", "developer"] as const;

/** @throws StateError */
export function identityOf(text: string, id: string, poolId: string): IdentityRecord {
  const stored = parsed(text, `/${id}`);
  if (!Array.isArray(stored)) {
    throw new StateError(`/${id}`, "must be a list");
  }
  const [createdAt, modifiedAt, disabled, ...logins]: readonly unknown[] = stored;
  const json = {
    ...{ id, poolId, createdAt, modifiedAt: modifiedAt === 0 ? createdAt : modifiedAt },
    logins: Array.from({ length: Math.ceil(logins.length / 3) }, (_, index) => {
      const [kind, provider, subject] = logins.slice(3 * index, 3 * index + 3);
      return { kind: KINDS.find((_, number) => number === kind), provider, subject };
    }),
    ...(disabled !== 0 && { disabled: true }),
    ...(typeof disabled === "string" && { parentId: disabled }),
  };
  return checkedJson(identityCheck, json, `/${id}`);
}

/** A service uses the same few pools and keys repeatedly. */
const REMEMBERED = 100;

/** Decodes the same text only once, and returns the same value. */
function remembering<Value>(decode: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    let value = values.get(text);
    if (value === undefined) {
      value = decode(text);
      if (values.size >= REMEMBERED) {
        values.clear();
      }
      values.set(text, value);
    }
    return value;
  };
}
