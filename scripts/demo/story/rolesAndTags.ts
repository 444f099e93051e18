import assert from "node:assert/strict";
import { present } from "../present.js";
import type { Story } from "./index.js";
import { GOOGLE, identityPoolArn, ROLES } from "./names.js";

export async function rolesAndTags({ client, service, journal }: Story, IdentityPoolId: string): Promise<void> {
  journal.chapter("Roles by rules", "Users whose token has the claim department=security get the role Admin.");
  journal.form("v2 await");
  await client.setIdentityPoolRoles({
    IdentityPoolId,
    Roles: { unauthenticated: ROLES.guest, authenticated: ROLES.user },
    RoleMappings: {
      [GOOGLE]: {
        Type: "Rules",
        AmbiguousRoleResolution: "AuthenticatedRole",
        RulesConfiguration: {
          Rules: [{ Claim: "department", MatchType: "Equals", Value: "security", RoleARN: ROLES.admin }],
        },
      },
    },
  });
  await client.setPrincipalTagAttributeMap({
    IdentityPoolId,
    IdentityProviderName: GOOGLE,
    PrincipalTags: { team: "department" },
  });
  const carol = { provider: GOOGLE, subject: "carol", claims: { department: "security" } };
  const Logins = { [GOOGLE]: await service.loginToken(carol) };
  const { IdentityId } = await client.getId({ IdentityPoolId, Logins });
  const { Credentials } = await client.getCredentialsForIdentity({ IdentityId, Logins });
  const owner = present(service.resolveAccessKey(present(Credentials?.AccessKeyId)));
  assert.equal(owner.roleArn, ROLES.admin);
  assert.deepEqual(owner.principalTags, { team: "security" });
  journal.note(
    `Carol has the role ${owner.roleArn.split("/")[1]} and the principal tag team=${owner.principalTags.team}.`,
  );

  journal.chapter("Tags", "Tags of the pool, for cost allocation and access control.");
  const ResourceArn = identityPoolArn(IdentityPoolId);
  await client.tagResource({ ResourceArn, Tags: { owner: "demo" } });
  await client.untagResource({ ResourceArn, TagKeys: ["stage"] });
  assert.deepEqual((await client.listTagsForResource({ ResourceArn })).Tags, { owner: "demo" });
}
