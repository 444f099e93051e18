import assert from "node:assert/strict";
import { fromCognitoIdentityPool } from "../../../src/credentials/index.js";
import type { Story } from "./index.js";
import { GOOGLE, ROLES } from "./names.js";

export async function classicFlow({ client, service, journal }: Story, identityPoolId: string): Promise<void> {
  journal.chapter(
    "The classic flow",
    "The application chooses the role, a session policy, and the duration. STS issues the credentials.",
  );
  journal.form("provider");
  const credentials = await fromCognitoIdentityPool({
    identityPoolId,
    client,
    logins: { [GOOGLE]: await service.loginToken({ provider: GOOGLE, subject: "alice" }) },
    flow: "classic",
    roleArn: ROLES.user,
    sessionPolicy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] },
    durationSeconds: 900,
  })();
  const owner = service.resolveAccessKey(credentials.accessKeyId);
  assert.equal(owner?.flow, "classic");
  assert.equal(owner?.roleArn, ROLES.user);
  journal.note(`STS: AssumeRoleWithWebIdentity → ${credentials.accessKeyId}, role User, 15 minutes`);
}
