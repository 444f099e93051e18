import { createHash } from "node:crypto";
import { pools as choices } from "../../base/choices.js";
import { invalidParameter } from "../../base/ServiceFault.js";

// A token contains a position and identifies its list, so that a token of one list is not valid for another.
// Tokens are not stored, so they are valid as long as the list exists, even after a restart.

/** @param list the name of the list, including its arguments */
export const nextToken = (position: string | undefined, list: string): string | undefined =>
  position === undefined ? undefined : Buffer.from(`${position}.${markOf(list)}`).toString("base64url");

/** @throws InvalidParameterException for a token that does not belong to this list. */
export function positionOf(token: string | undefined, list: string): string {
  if (token === undefined) {
    return "";
  }
  const text = Buffer.from(token, "base64url").toString("utf8");
  const end = text.lastIndexOf(".");
  if (end === -1 || text.slice(end + 1) !== markOf(list)) {
    throw invalidParameter(choices.badNextToken);
  }
  return text.slice(0, end);
}

const markOf = (list: string): string => createHash("sha256").update(list).digest("base64url").slice(0, 22);
