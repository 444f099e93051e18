import { JwtRsaVerifier } from "aws-jwt-verify";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { createFullPool, DEVELOPER, ok, startService, USER_POOL } from "./harness.js";

// Two independent libraries, both with the published keys of the service.

test("jose and aws-jwt-verify verify tokens from GetOpenIdToken and GetOpenIdTokenForDeveloperIdentity", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const guest = await ok(service, "GetOpenIdToken", await ok(service, "GetId", { IdentityPoolId }));
  const Logins = { [USER_POOL]: await service.loginToken({ provider: USER_POOL, subject: "alice" }) };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  const user = await ok(service, "GetOpenIdToken", { IdentityId, Logins });
  const developer = await ok(service, "GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId,
    Logins: { [DEVELOPER]: "u" },
    PrincipalTags: { team: "blue" },
  });
  const url = `${service.endpoint}/.well-known/jwks_uri`;
  const issuer = "https://cognito-identity.amazonaws.com";
  const verifier = JwtRsaVerifier.create({ issuer, audience: IdentityPoolId, jwksUri: url });
  verifier.cacheJwks(JSON.parse(await (await fetch(url)).text()));
  const keys = createRemoteJWKSet(new URL(url));
  for (const { IdentityId, Token } of [guest, user, developer]) {
    const checks = { issuer, audience: IdentityPoolId, algorithms: ["RS512"] };
    expect((await jwtVerify(Token, keys, checks)).payload.sub).toBe(IdentityId);
    expect((await verifier.verify(Token)).sub).toBe(IdentityId);
  }
  const [header, payload] = guest.Token.split(".");
  const [, , signature] = user.Token.split(".");
  await expect(verifier.verify(`${header}.${payload}.${signature}`)).rejects.toThrow("Invalid signature");
});

test("both also verify login tokens from the test provider", async () => {
  const service = await startService();
  await createFullPool(service);
  const token = await service.loginToken({ provider: USER_POOL, subject: "alice" });
  const url = `${service.endpoint}/.well-known/test-idp/jwks.json`;
  const checks = { issuer: `https://${USER_POOL}`, audience: "client1" };
  const verifier = JwtRsaVerifier.create({ ...checks, jwksUri: url });
  verifier.cacheJwks(JSON.parse(await (await fetch(url)).text()));
  expect((await verifier.verify(token)).sub).toBe("alice");
  expect((await jwtVerify(token, createRemoteJWKSet(new URL(url)), checks)).payload.sub).toBe("alice");
});
