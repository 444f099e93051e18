import type { SignedCall } from "../Context.js";
import { describeRecord, type IdentityDescription } from "../identities/describeRecord.js";
import { findOwnPool } from "../pools/findPool.js";
import { nextToken, positionOf } from "./nextToken.js";

interface ListIdentitiesInput {
  IdentityPoolId: string;
  MaxResults: number;
  NextToken?: string;
  HideDisabled?: boolean;
}

interface ListIdentitiesOutput {
  IdentityPoolId: string;
  Identities: IdentityDescription[];
  NextToken?: string | undefined;
}

export async function listIdentities(input: ListIdentitiesInput, call: SignedCall): Promise<ListIdentitiesOutput> {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const list = `identities of ${pool.id}`;
  const page = await call.service.store.identities(pool.id, {
    after: positionOf(input.NextToken, list),
    limit: input.MaxResults,
    hideDisabled: input.HideDisabled ?? false,
  });
  return {
    IdentityPoolId: pool.id,
    Identities: page.items.map(describeRecord),
    NextToken: nextToken(page.next, list),
  };
}
