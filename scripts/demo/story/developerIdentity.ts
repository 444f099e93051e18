import assert from "node:assert/strict";
import { fromCognitoIdentity } from "../../../src/credentials/index.js";
import { GetOpenIdTokenForDeveloperIdentityCommand } from "../../../src/index.js";
import { present } from "../present.js";
import type { Story } from "./index.js";
import { DEVELOPER } from "./names.js";

export async function developerIdentity({ client, journal }: Story, IdentityPoolId: string): Promise<void> {
  journal.chapter(
    "A user of your own backend",
    "The backend authenticates bob and gets a token for him. The application exchanges it for credentials.",
  );
  journal.form("async/await");
  const { IdentityId, Token } = await client.send(
    new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId, Logins: { [DEVELOPER]: "bob" } }),
  );
  const identityId = present(IdentityId);
  journal.form("provider");
  const logins = { "cognito-identity.amazonaws.com": present(Token) };
  const credentials = await fromCognitoIdentity({ client, identityId, logins })();
  assert.equal(credentials.identityId, identityId);
  journal.form("v2 await");
  const found = await client.lookupDeveloperIdentity({ IdentityPoolId, DeveloperUserIdentifier: "bob" });
  assert.equal(found.IdentityId, identityId);
}
