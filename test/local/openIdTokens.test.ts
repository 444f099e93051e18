import { get, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";
import {
  createFullPool,
  createPool,
  FACEBOOK,
  loginToken,
  OIDC,
  OIDC_ARN,
  ok,
  refused,
  reply,
  role,
  SAML_ARN,
  samlAssertion,
  startService,
  USER_POOL,
} from "./harness.js";

test("the keys are at the address by which the client reaches the service", async () => {
  const service = await startService();
  const path = "/.well-known/openid-configuration";
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(service.endpoint + path, { headers: { host: "cognito:4545" }, agent: false }, resolve).on("error", reject);
  });
  expect(await json(response)).toMatchObject({ jwks_uri: "http://cognito:4545/.well-known/jwks_uri" });
});

test("a guest's token can be verified with the published keys, and has the header and claims in the service's order", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { Token } = await ok(service, "GetOpenIdToken", { IdentityId });
  const { text } = await reply(await fetch(`${service.endpoint}/.well-known/openid-configuration`));
  const configuration: { issuer: string; jwks_uri: string; id_token_signing_alg_values_supported: string[] } =
    JSON.parse(text);
  expect(configuration.jwks_uri).toBe(`${service.endpoint}/.well-known/jwks_uri`);
  const { payload } = await jwtVerify(Token, createRemoteJWKSet(new URL(configuration.jwks_uri)), {
    issuer: configuration.issuer,
    audience: IdentityPoolId,
    algorithms: configuration.id_token_signing_alg_values_supported,
  });
  const iat = payload.iat ?? 0;
  expect(JSON.stringify(decodeProtectedHeader(Token))).toBe('{"kid":"us-east-11","typ":"JWS","alg":"RS512"}');
  expect(JSON.stringify(payload)).toBe(
    JSON.stringify({
      sub: IdentityId,
      aud: IdentityPoolId,
      amr: ["unauthenticated"],
      iss: "https://cognito-identity.amazonaws.com",
      "https://cognito-identity.amazonaws.com/identity-pool-arn": `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${IdentityPoolId}`,
      exp: iat + 600,
      iat,
    }),
  );
});

test("a token that was modified is invalid", async () => {
  const service = await startService();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId: await createPool(service) });
  const { Token } = await ok(service, "GetOpenIdToken", { IdentityId });
  const [header, payload = "", signature] = Token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const forged = Buffer.from(JSON.stringify({ ...claims, amr: ["authenticated"] })).toString("base64url");
  const keys = createRemoteJWKSet(new URL(`${service.endpoint}/.well-known/jwks_uri`));
  await expect(jwtVerify(`${header}.${forged}.${signature}`, keys)).rejects.toThrow("signature verification failed");
});

test("the key set has one RSA key of 2048 bits, in proper base64url", async () => {
  const service = await startService({ region: "ap-northeast-1" });
  const response = await fetch(`${service.endpoint}/.well-known/jwks_uri`);
  expect(response.headers.get("cache-control")).toBe("public, max-age=2592000");
  expect(await response.json()).toEqual({
    keys: [
      {
        kty: "RSA",
        alg: "RS512",
        use: "sig",
        kid: "ap-northeast-11",
        n: expect.stringMatching(/^[\w-]{342}$/),
        e: "AQAB",
      },
    ],
  });
});

test("faithfulJwks returns the service's nonstandard form: ordinary Base64 with a leading zero byte", async () => {
  const [proper, faithful] = [await startService(), await startService({ faithfulJwks: true })];
  const keyOf = async ({ endpoint }: { endpoint: string }): Promise<{ n: string; kid: string }> => {
    const { text } = await reply(await fetch(`${endpoint}/.well-known/jwks_uri`));
    const { keys }: { keys: { n: string; kid: string }[] } = JSON.parse(text);
    return keys[0] ?? { n: "", kid: "" };
  };
  const [one, other] = [await keyOf(proper), await keyOf(faithful)];
  expect(other).toEqual({ ...one, n: expect.stringMatching(/^A[\w+/]{342}=$/) });
  const octets = Buffer.from(other.n, "base64");
  expect(octets[0]).toBe(0);
  expect(octets.subarray(1).toString("base64url")).toBe(one.n);
});

test.each([
  ["us-west-2", "https://cognito-identity.amazonaws.com", "aws"],
  ["us-gov-west-1", "https://cognito-identity.us-gov-west-1.amazonaws.com", "aws-us-gov"],
  ["cn-north-1", "https://cognito-identity.cn-north-1.amazonaws.com.cn", "aws-cn"],
  ["il-central-1", "https://cognito-identity.il-central-1.amazonaws.com", "aws"],
])("in %s the issuer is %s", async (region, issuer, partition) => {
  const service = await startService({ region });
  const IdentityPoolId = await createPool(service);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const claims = decodeJwt((await ok(service, "GetOpenIdToken", { IdentityId })).Token);
  expect(claims.iss).toBe(issuer);
  expect(claims["https://cognito-identity.amazonaws.com/identity-pool-arn"]).toMatch(
    new RegExp(`^arn:${partition}:cognito-identity:${region}:`),
  );
});

test("amr names the providers of this call, with the user of each", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const Logins = {
    [USER_POOL]: await loginToken(USER_POOL, { sub: "alice" }),
    [OIDC]: await loginToken(OIDC, { sub: "alice.o" }),
    [FACEBOOK]: await loginToken(FACEBOOK, { sub: "alice.f" }),
  };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  const amrOf = async (logins: object) =>
    decodeJwt((await ok(service, "GetOpenIdToken", { IdentityId, Logins: logins })).Token).amr;
  expect(await amrOf({ [USER_POOL]: Logins[USER_POOL] })).toEqual([
    "authenticated",
    USER_POOL,
    `${USER_POOL}:CognitoSignIn:alice`,
  ]);
  expect(await amrOf({ [OIDC]: Logins[OIDC], [FACEBOOK]: Logins[FACEBOOK] })).toEqual([
    "authenticated",
    OIDC,
    `${OIDC_ARN}:OIDC:alice.o`,
    FACEBOOK,
    `${FACEBOOK}:facebook-app:alice.f`,
  ]);
});

test.each([
  [undefined, "allowed"],
  [true, "allowed"],
  [false, "Basic (classic) flow is not enabled, please use enhanced flow."],
])("with AllowClassicFlow %s, GetOpenIdToken is: %s", async (AllowClassicFlow, outcome) => {
  const service = await startService();
  const IdentityPoolId = await createPool(service, { AllowClassicFlow });
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { unauthenticated: role("guest") } });
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  if (AllowClassicFlow === false) {
    const code = "InvalidParameterException";
    expect(await refused(service, "GetOpenIdToken", { IdentityId })).toEqual({ code, message: outcome });
  } else {
    await ok(service, "GetOpenIdToken", { IdentityId });
  }
  await ok(service, "GetCredentialsForIdentity", { IdentityId });
});

test("the classic flow rejects role mappings and SAML, and links nothing in that case", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  expect(await refused(service, "GetOpenIdToken", { IdentityId, Logins: { [SAML_ARN]: samlAssertion("x") } })).toEqual({
    code: "InvalidParameterException",
    message: "Basic (classic) flow is not supported with SAML, please use enhanced flow.",
  });
  expect(await ok(service, "DescribeIdentity", { IdentityId })).not.toHaveProperty("Logins");
  const RoleMappings = { [`${USER_POOL}:client1`]: { Type: "Token", AmbiguousRoleResolution: "Deny" } };
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: {}, RoleMappings });
  // For any caller: a user of the mapped provider, a user of another one, and a guest.
  for (const Logins of [{ [USER_POOL]: await loginToken(USER_POOL, { sub: "x" }) }, { [FACEBOOK]: "token" }, {}]) {
    expect(await refused(service, "GetOpenIdToken", { IdentityId, Logins })).toEqual({
      code: "InvalidParameterException",
      message: "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.",
    });
  }
  expect(await ok(service, "DescribeIdentity", { IdentityId })).not.toHaveProperty("Logins");
});
