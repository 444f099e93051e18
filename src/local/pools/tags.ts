import { readIdentityPoolArn } from "../arn.js";
import type { SignedCall } from "../Call.js";
import { tags as choices } from "../choices.js";
import { invalidParameter, notAuthorized, resourceNotFound } from "../ServiceFault.js";
import type { PoolRecord, StringMap } from "../state/records.js";

const LARGEST_NUMBER_OF_TAGS = 50;
/** Letters, digits, spaces and `_ . : / = + - @`, in any script. */
const ALLOWED = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;

/**
 * @returns the tags
 * @throws InvalidParameterException
 */
export function checkTags(tags: StringMap): StringMap {
  for (const [key, value] of tags) {
    if (key.toLowerCase().startsWith("aws:")) throw invalidParameter(choices.reservedKey(key));
    for (const text of [key, value]) {
      if (!ALLOWED.test(text)) throw invalidParameter(choices.badCharacters(text));
    }
  }
  if (tags.size > LARGEST_NUMBER_OF_TAGS) throw invalidParameter(choices.tooMany(LARGEST_NUMBER_OF_TAGS));
  return tags;
}

/**
 * The pool that an ARN names.
 *
 * @throws InvalidParameterException, NotAuthorizedException for another region or account, ResourceNotFoundException
 */
export function findTaggedPool({ service, caller }: SignedCall, arn: string): PoolRecord {
  const parts = readIdentityPoolArn(arn);
  if (parts === undefined) throw invalidParameter(choices.malformedArn(arn));
  if (parts.region !== service.region || parts.accountId !== caller.accountId) {
    throw notAuthorized(choices.foreignArn(arn));
  }
  const pool = service.store.pool(parts.poolId);
  if (pool === undefined || pool.accountId !== caller.accountId) {
    throw resourceNotFound(`IdentityPool '${parts.poolId}' not found.`);
  }
  return pool;
}
