import type { SignedCall } from "../Context.js";
import { nextToken, positionOf } from "./nextToken.js";

interface ListIdentityPoolsInput {
  MaxResults: number;
  NextToken?: string;
}

interface ListIdentityPoolsOutput {
  IdentityPools: { IdentityPoolId: string; IdentityPoolName: string }[];
  NextToken?: string | undefined;
}

export async function listIdentityPools(
  input: ListIdentityPoolsInput,
  { service, caller }: SignedCall,
): Promise<ListIdentityPoolsOutput> {
  const list = `pools of ${caller.accountId}`;
  const page = await service.store.pools(caller.accountId, {
    after: positionOf(input.NextToken, list),
    limit: input.MaxResults,
  });
  return {
    IdentityPools: page.items.map(({ id, settings }) => ({
      IdentityPoolId: id,
      IdentityPoolName: settings.IdentityPoolName,
    })),
    NextToken: nextToken(page.next, list),
  };
}
