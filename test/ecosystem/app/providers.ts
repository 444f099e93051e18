import { CognitoIdentityClient, ListIdentityPoolsCommand } from "@aws-sdk/client-cognito-identity";
import { fromCognitoIdentityPool as withClient } from "@aws-sdk/credential-provider-cognito-identity";
import { fromCognitoIdentity, fromCognitoIdentityPool, fromEnv } from "@aws-sdk/credential-providers";
import type { Journal } from "./Journal.js";

/** Credentials for another client, from providers that load this client themselves or receive it. */
export async function useProviders(journal: Journal, identityPoolId = ""): Promise<void> {
  const ofPool = fromCognitoIdentityPool({ identityPoolId, clientConfig: { region: "us-east-1" } });
  const guest = await ofPool();
  journal.note("of the pool", [guest.identityId.startsWith("us-east-1:"), { ...guest, identityId: "" }]);
  const { identityId } = guest;
  journal.note("of the identity", { ...(await fromCognitoIdentity({ identityId })()), identityId: "" });

  const client = new CognitoIdentityClient({});
  const given = await withClient({ client, identityPoolId })();
  journal.note("by a client that it is given", { ...given, identityId: "" });

  const asGuest = new CognitoIdentityClient({ credentials: withClient({ client, identityPoolId }) });
  const { IdentityPools } = await asGuest.send(new ListIdentityPoolsCommand({ MaxResults: 2 }));
  journal.note("signed with them", IdentityPools?.length);
  const fromEnvironment = new CognitoIdentityClient({ credentials: fromEnv() });
  const { IdentityPools: all } = await fromEnvironment.send(new ListIdentityPoolsCommand({ MaxResults: 2 }));
  journal.note("signed with the environment's", all?.length);
  const gone = { identityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" };
  await journal.refusal("no such pool", withClient({ client, ...gone }));
}
