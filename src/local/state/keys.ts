import type { Range } from "./Database.js";
import type { Login } from "./records.js";

/*
 * The keys of one generation of the state begin with its number:
 *
 *     p/POOL                   a pool with its number; numbers ascend as pools are created
 *     o/NUMBER                 the id of the pool with this number; absent once the pool is deleted
 *     a/ACCOUNT/POOL           the pools of an account
 *     c/ACCOUNT                how many there are
 *     n                        the last pool number
 *     i/NUMBER/IDENTITY        an identity of the pool with this number
 *     x/IDENTITY               the number of its pool
 *     l/NUMBER/LOGIN           the id of the identity that has the login
 *     d/NUMBER                 a pool whose identities have to be deleted
 *     s/ACCESS-KEY             a session
 *     t/TIME/COUNT/ACCESS-KEY  the sessions in the order in which they were issued
 *     k                        the signing key
 */

/** Which generation is the state. All others are either drafts or left over. */
export const CURRENT_GENERATION = "!generation";

/** Keys of the present format begin with a digit or with `!`. */
export const FORMAT_1_KEYS: Range = { gte: "a", lt: "~" };

/** Enough for any whole number that JavaScript counts to. */
const DIGITS = 16;

export const padded = (number: number): string => String(number).padStart(DIGITS, "0");

/** Joined at once: a text that V8 puts together from two remains in memory as three. */
export const keyIn = (generation: number, parts: readonly string[]): string => [generation, ...parts].join("/");

/** What begins with these parts. */
export function rangeOf(generation: number, parts: readonly string[]): Range {
  const prefix = keyIn(generation, parts);
  // The zero is the character after the slash.
  return { gte: `${prefix}/`, lt: `${prefix}0` };
}

export const generationRange = (generation: number): Range => ({ gte: `${generation}/`, lt: `${generation}0` });

/** The id that a key ends with. */
export const lastPart = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

// As JSON, because any character may stand in a subject: a plain separator could make two logins look alike.
export const loginText = ({ kind, provider, subject }: Login): string => JSON.stringify([kind[0], provider, subject]);
