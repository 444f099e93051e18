import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { CognitoIdentity } from "../../../src/index.js";
import { OIDC, OIDC_ARN, role } from "../harness.js";
import { present, startStory } from "./startStory.js";

test("the classic flow: an OpenID token from Cognito Identity, a chosen role from STS, and the caller can be identified", async () => {
  const { service, admin, app } = await startStory();
  const { endpoint, region } = service;
  const { IdentityPoolId } = await admin.createIdentityPool({
    IdentityPoolName: "classic",
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: true,
    OpenIdConnectProviderARNs: [OIDC_ARN],
  });
  await admin.setPrincipalTagAttributeMap({
    IdentityPoolId,
    IdentityProviderName: OIDC_ARN,
    PrincipalTags: { repository: "repository" },
  });

  // A build server signs in.
  const login = { provider: OIDC, subject: "repo:example/app", claims: { repository: "example/app" } };
  const Logins = { [OIDC]: await service.loginToken(login) };
  const { IdentityId } = await app.getId({ IdentityPoolId, Logins });
  const { Token } = await app.getOpenIdToken({ IdentityId, Logins });

  // Any party can verify the token.
  const { payload } = await jwtVerify(present(Token), createRemoteJWKSet(new URL(`${endpoint}/.well-known/jwks_uri`)));
  expect(payload).toMatchObject({
    sub: IdentityId,
    aud: IdentityPoolId,
    amr: ["authenticated", OIDC, `${OIDC_ARN}:OIDC:repo:example/app`],
  });

  const sts = new STSClient({ endpoint, region, credentials: { accessKeyId: "none", secretAccessKey: "none" } });
  onTestFinished(() => sts.destroy());
  const { Credentials: keys } = await sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: role("deploy"),
      RoleSessionName: "build-42",
      WebIdentityToken: Token,
      DurationSeconds: 900,
    }),
  );
  const credentials = {
    accessKeyId: present(keys?.AccessKeyId),
    secretAccessKey: present(keys?.SecretAccessKey),
    sessionToken: present(keys?.SessionToken),
  };
  const builder = new STSClient({ endpoint, region, credentials });
  onTestFinished(() => builder.destroy());
  expect((await builder.send(new GetCallerIdentityCommand())).Arn).toBe(
    "arn:aws:sts::123456789012:assumed-role/deploy/build-42",
  );
  expect(service.resolveAccessKey(credentials.accessKeyId)).toMatchObject({
    flow: "classic",
    identityId: IdentityId,
    authenticationProvider: `${OIDC},${OIDC_ARN}:OIDC:repo:example/app`,
    principalTags: { repository: "example/app" },
  });

  // The same keys can sign the client's requests.
  const signed = new CognitoIdentity({ endpoint, region, credentials });
  onTestFinished(() => signed.destroy());
  expect((await signed.describeIdentity({ IdentityId })).Logins).toEqual([OIDC]);

  // Then the pool disables the classic flow.
  await admin.updateIdentityPool({
    IdentityPoolId,
    IdentityPoolName: "classic",
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: false,
    OpenIdConnectProviderARNs: [OIDC_ARN],
  });
  await expect(app.getOpenIdToken({ IdentityId, Logins })).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: "Basic (classic) flow is not enabled, please use enhanced flow.",
  });
});
