import { createHash } from "node:crypto";
import { pools as choices } from "../choices.js";
import { invalidParameter } from "../ServiceFault.js";

// A token is a position and a mark of the list that it belongs to, so that a token of one list is not taken for another.
// Nothing of it is kept here: it holds as long as the list does, a restart included.

/** `list` names the list, its arguments included. */
export const nextToken = (position: number | undefined, list: string): string | undefined =>
  position === undefined ? undefined : Buffer.from(`${position}.${markOf(list)}`).toString("base64url");

/** @throws InvalidParameterException for a token that this list did not give. */
export function positionOf(token: string | undefined, list: string): number {
  if (token === undefined) return 0;
  const [position = "", mark] = Buffer.from(token, "base64url").toString("latin1").split(".");
  if (!/^\d{1,15}$/.test(position) || mark !== markOf(list)) throw invalidParameter(choices.badNextToken);
  return Number(position);
}

const markOf = (list: string): string => createHash("sha256").update(list).digest("base64url").slice(0, 22);
