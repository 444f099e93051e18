import assert from "node:assert/strict";
import { fromCognitoIdentityPool } from "../../../src/credentials/index.js";
import { NotAuthorizedException } from "../../../src/index.js";
import { present } from "../present.js";
import type { Story } from "./index.js";
import { GOOGLE } from "./names.js";

const TWO_HOURS_MS = 2 * 60 * 60_000;

/** @returns the ID of the identity */
export async function guestSignsIn({ client, service, journal }: Story, identityPoolId: string): Promise<string> {
  journal.chapter("A guest gets credentials", "Two callers share one provider, which sends each request once.");
  journal.form("provider");
  let idToken: string | undefined;
  const credentials = fromCognitoIdentityPool({
    identityPoolId,
    client,
    logins: { [GOOGLE]: async () => idToken },
  });
  const [guest, same] = await Promise.all([credentials(), credentials()]);
  assert.equal(same.accessKeyId, guest.accessKeyId);
  const IdentityId = guest.identityId;
  journal.note(`The guest is ${IdentityId}.`);

  journal.chapter(
    "The guest signs in and keeps the identity",
    "The local service issues a login token of Google for alice. The first call with it links alice to the guest's identity.",
  );
  idToken = await service.loginToken({ provider: GOOGLE, subject: "alice" });
  journal.form("v2 await");
  const signedIn = await client.getCredentialsForIdentity({ IdentityId, Logins: { [GOOGLE]: idToken } });
  assert.equal(signedIn.IdentityId, IdentityId);
  journal.form("provider");
  await credentials.clear();
  assert.equal((await credentials()).identityId, IdentityId);
  const owner = service.resolveAccessKey((await credentials()).accessKeyId);
  assert.equal(owner?.authenticationType, "authenticated");
  journal.note("The identity is the guest's, and its role is now the one for signed-in users.");

  journal.chapter("The token expires", "The clock of the local service moves two hours ahead; no test has to wait.");
  service.control.advanceTime(TWO_HOURS_MS);
  journal.note("service.control.advanceTime(7200000)");
  journal.form("v2 await");
  journal.expectError("NotAuthorizedException");
  await assert.rejects(
    client.getId({ IdentityPoolId: identityPoolId, Logins: { [GOOGLE]: idToken } }),
    NotAuthorizedException,
  );
  journal.expectError(undefined);
  const Logins = { [GOOGLE]: await service.loginToken({ provider: GOOGLE, subject: "alice" }) };
  const again = await client.getId({ IdentityPoolId: identityPoolId, Logins });
  assert.equal(present(again.IdentityId), IdentityId);
  journal.note("With a new token, alice has the same identity.");
  service.control.resetTime();
  return IdentityId;
}
