import { identityPoolArn, poolIdInArn } from "../../base/arn.js";
import { tags as choices } from "../../base/choices.js";
import type { Input, Output } from "../../base/model.js";
import { invalidParameter, notAuthorized, ServiceFault } from "../../base/ServiceFault.js";
import type { PoolRecord, StringMap } from "../../state/records.js";
import { callerArn } from "../accessKeys.js";
import type { SignedCall } from "../Context.js";
import { findOwnPool } from "../lookup.js";

/** Adds tags. A key that already exists gets the new value. */
export function tagResource(input: Input<"tagResource">, call: SignedCall): object {
  const pool = findTaggedPool(call, "TagResource", input.ResourceArn);
  const tags = new Map([...pool.tags, ...checkTags(input.Tags)]);
  checkNumber(tags);
  call.context.store.putPool({ ...pool, tags });
  return {};
}

/** Removes tags. Keys that do not exist are ignored. */
export function untagResource(input: Input<"untagResource">, call: SignedCall): object {
  const pool = findTaggedPool(call, "UntagResource", input.ResourceArn);
  const tags = new Map(pool.tags);
  for (const key of input.TagKeys) {
    tags.delete(key);
  }
  call.context.store.putPool({ ...pool, tags });
  return {};
}

export const listTagsForResource = (
  input: Input<"listTagsForResource">,
  call: SignedCall,
): Output<"listTagsForResource"> => ({
  Tags: findTaggedPool(call, "ListTagsForResource", input.ResourceArn).tags,
});

const LARGEST_NUMBER_OF_TAGS = 50;
/** Letters, digits, spaces and `_ . : / = + - @`, in any script. */
const ALLOWED = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;

/**
 * @returns the tags
 * @throws InvalidParameterException
 */
export function checkTags(
  tags: StringMap,
  { allowReserved = false }: { readonly allowReserved?: boolean } = {},
): StringMap {
  for (const [key, value] of tags) {
    if (!allowReserved && isReserved(key)) {
      throw invalidParameter(choices.reservedKey(key));
    }
    for (const text of [key, value]) {
      if (!ALLOWED.test(text)) {
        throw invalidParameter(choices.badCharacters(text));
      }
    }
  }
  checkNumber(tags);
  return tags;
}

/** AWS's own tags, such as those of CloudFormation, do not count (Tagging AWS Resources User Guide, "Tag naming limits and requirements"). */
function checkNumber(tags: StringMap): void {
  const own = [...tags.keys()].filter((key) => !isReserved(key));
  if (own.length > LARGEST_NUMBER_OF_TAGS) {
    throw invalidParameter(choices.tooMany(LARGEST_NUMBER_OF_TAGS));
  }
}

const isReserved = (key: string): boolean => key.toLowerCase().startsWith("aws:");

/**
 * The pool that an ARN names.
 *
 * @throws AccessDeniedException for text that is not an ARN; InvalidParameterException for an ARN that is not of an identity pool;
 * NotAuthorizedException for another partition, Region, or account; ResourceNotFoundException
 */
export function findTaggedPool(call: SignedCall, operation: string, arn: string): PoolRecord {
  const { context, caller } = call;
  const poolId = poolIdInArn(arn);
  if (poolId === undefined) {
    if (arn.startsWith("arn:")) {
      throw invalidParameter(choices.malformedArn(arn));
    }
    // Permissions are checked before parameters, and no policy allows an action on a pool ID instead of an ARN.
    const message = `User: ${callerArn(context, caller)} is not authorized to perform: cognito-identity:${operation} on resource: ${arn}`;
    throw new ServiceFault("AccessDeniedException", message);
  }
  if (arn !== identityPoolArn(context.region, caller.accountId, poolId)) {
    throw notAuthorized(choices.foreignArn(arn));
  }
  return findOwnPool(call, poolId);
}
