import { type CognitoIdentity, paginateListIdentityPools } from "../../src/index.js";
import type { Journal } from "./Journal.js";

/** What can be shown on an account without changing anything there. */
export async function readOnlySteps(client: CognitoIdentity, journal: Journal): Promise<void> {
  journal.chapter("Read the identity pools", "These steps change nothing.");
  journal.form("paginator");
  const ids: string[] = [];
  for await (const page of paginateListIdentityPools({ client, pageSize: 10 }, { MaxResults: undefined })) {
    ids.push(...(page.IdentityPools ?? []).flatMap(({ IdentityPoolId }) => IdentityPoolId ?? []));
  }
  const [IdentityPoolId] = ids;
  if (IdentityPoolId === undefined) {
    journal.note("There are no pools in this account and Region.");
    return;
  }
  journal.chapter("Describe the first pool", "Its settings, its roles, and some of its identities.");
  journal.form("v2 await");
  await client.describeIdentityPool({ IdentityPoolId });
  await client.getIdentityPoolRoles({ IdentityPoolId });
  await client.listIdentities({ IdentityPoolId, MaxResults: 5 });
}
