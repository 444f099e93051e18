import type { StringMap } from "../../state/records.js";
import type { SignedCall } from "../Context.js";
import { checkTags, findTaggedPool } from "../pools/tags.js";

/** Adds to the tags that are there; a key that is there gets the new value. */
export function tagResource(input: { ResourceArn: string; Tags: StringMap }, call: SignedCall): object {
  const pool = findTaggedPool(call, "TagResource", input.ResourceArn);
  call.service.store.putPool({ ...pool, tags: checkTags(new Map([...pool.tags, ...input.Tags])) });
  return {};
}

/** A key that is not there is no error. */
export function untagResource(input: { ResourceArn: string; TagKeys: readonly string[] }, call: SignedCall): object {
  const pool = findTaggedPool(call, "UntagResource", input.ResourceArn);
  const tags = new Map(pool.tags);
  for (const key of input.TagKeys) tags.delete(key);
  call.service.store.putPool({ ...pool, tags });
  return {};
}

export const listTagsForResource = (input: { ResourceArn: string }, call: SignedCall): { Tags: StringMap } => ({
  Tags: findTaggedPool(call, "ListTagsForResource", input.ResourceArn).tags,
});
