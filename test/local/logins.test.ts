import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { expect, test } from "vitest";
import { cpuTimeOf } from "../cpuTime.js";
import {
  createFullPool,
  createPool,
  DEVELOPER,
  FACEBOOK,
  GOOGLE,
  loginToken,
  manualClock,
  OIDC,
  ok,
  refused,
  SAML_ARN,
  samlAssertion,
  send,
  startService,
  USER_POOL,
} from "./harness.js";

const UNSUPPORTED = "Token is not from a supported provider of this identity pool.";
const invalid = (reason: string): string => `Invalid login token. ${reason}`;

test("a login of every kind of provider finds its identity again, and other users get others", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const tokensOf = async (sub: string): Promise<Record<string, string>> => ({
    [USER_POOL]: await loginToken(USER_POOL, { sub }),
    [GOOGLE]: await loginToken(GOOGLE, { sub, iss: GOOGLE }),
    "appleid.apple.com": await loginToken("appleid.apple.com", { sub, aud: "apple.services.id" }),
    [OIDC]: await loginToken(OIDC, { sub }),
    [FACEBOOK]: `EAAB-opaque-${sub}`,
    "www.amazon.com": `Atza|${sub}`,
    "api.twitter.com": `${sub}-token;secret`,
    [SAML_ARN]: samlAssertion(`${sub} &amp; co`),
  });
  const seen = new Set<string>();
  for (const user of ["alice", "bob"]) {
    for (const [provider, token] of Object.entries(await tokensOf(user))) {
      const input = { IdentityPoolId, Logins: { [provider]: token } };
      const { IdentityId } = await ok(service, "GetId", input);
      expect(await ok(service, "GetId", input)).toEqual({ IdentityId });
      expect((await ok(service, "DescribeIdentity", { IdentityId })).Logins).toEqual([provider]);
      seen.add(IdentityId);
    }
  }
  expect(seen.size).toBe(16);
});

const NOW = Math.floor(Date.now() / 1000);
const CASES: [string, string, () => string | Promise<string>, string][] = [
  ["of a provider that the pool does not have", "example.com", () => "x", UNSUPPORTED],
  ["of another user pool", `${USER_POOL}2`, () => loginToken(`${USER_POOL}2`, { sub: "x" }), UNSUPPORTED],
  ["for another client", USER_POOL, () => loginToken(USER_POOL, { sub: "x", aud: "other" }), UNSUPPORTED],
  ["with another authorized party", GOOGLE, () => loginToken(GOOGLE, { sub: "x", azp: "other" }), UNSUPPORTED],
  ["that is not a token", USER_POOL, () => "garbage", invalid("Not a valid OpenId Connect identity token.")],
  ["of three empty parts", USER_POOL, () => "..", invalid("Not a valid OpenId Connect identity token.")],
  [
    "of another issuer",
    USER_POOL,
    () => loginToken(GOOGLE, { sub: "x" }),
    invalid("Issuer doesn't match providerName"),
  ],
  [
    "for access",
    USER_POOL,
    () => loginToken(USER_POOL, { sub: "x", aud: undefined, client_id: "client1" }),
    invalid("Missing a required claim: aud"),
  ],
  [
    "without issuer",
    USER_POOL,
    () => loginToken(USER_POOL, { iss: undefined }),
    invalid("Missing a required claim: iss"),
  ],
  [
    "without expiry",
    USER_POOL,
    () => loginToken(USER_POOL, { exp: undefined }),
    invalid("Missing a required claim: exp"),
  ],
  ["without subject", USER_POOL, () => loginToken(USER_POOL, {}), invalid("Missing a required claim: sub")],
  ["of Cognito", "cognito-identity.amazonaws.com", () => "x", invalid("Can't pass in a Cognito token.")],
  [
    "of Cognito under another name",
    USER_POOL,
    () => loginToken("cognito-identity.amazonaws.com", { sub: "x" }),
    invalid("Can't pass in a Cognito token."),
  ],
  ["of Twitter without a secret", "api.twitter.com", () => "token", "Invalid login token."],
  ["that is not SAML", SAML_ARN, () => "PGEvPg==", invalid("Not a valid SAML assertion.")],
  [
    "of SAML that is out of date",
    SAML_ARN,
    () => samlAssertion("x", {}, 'NotOnOrAfter="2020-01-01T00:00:00Z"'),
    invalid("SAML assertion expired."),
  ],
];

/** Claims whose conversion to a string matches, or throws. */
const ODD_CLAIMS: [string, string, object][] = [
  ["an audience in a list of lists", USER_POOL, { aud: [["client1"]] }],
  ["an audience that is an object", USER_POOL, { aud: { toString: "client1" } }],
  ["an audience that is an object, where any is allowed", OIDC, { aud: { toString: 1 } }],
  ["an audience of numbers", USER_POOL, { aud: [1, "client1"] }],
  ["an audience that is null", USER_POOL, { aud: null }],
  ["an empty list as audience", USER_POOL, { aud: [] }],
  ["a list as authorized party", GOOGLE, { azp: ["google-client"] }],
  ["a list as authorized party, where any is allowed", OIDC, { azp: ["client"] }],
  ["a list as issuer", USER_POOL, { iss: [`https://${USER_POOL}`] }],
  ["an object as issuer", USER_POOL, { iss: { toString: null } }],
  ["a list as subject", USER_POOL, { sub: ["x"] }],
  ["text as expiry", USER_POOL, { exp: "9999999999" }],
];

test.each(ODD_CLAIMS)("a token with %s is rejected", async (_, provider, claims) => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const Logins = { [provider]: await loginToken(provider, { sub: "x", ...claims }) };
  expect((await refused(service, "GetId", { IdentityPoolId, Logins })).code).toBe("NotAuthorizedException");
});

test("a token whose expiration is too large a number is rejected", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const encode = (json: string) => Buffer.from(json).toString("base64url");
  const claims = `{"iss":"https://${USER_POOL}","aud":"client1","sub":"x","exp":1e999}`;
  const Logins = { [USER_POOL]: `${encode('{"alg":"none"}')}.${encode(claims)}.` };
  expect((await refused(service, "GetId", { IdentityPoolId, Logins })).message).toBe(
    invalid("Missing a required claim: exp"),
  );
});

test.each([[{ iss: ["https://graph.facebook.com"] }], [{ aud: [["facebook-app"]] }], [{ aud: { toString: 1 } }]])(
  "a verified access token with unusual claims is rejected: %j",
  async (claims) => {
    const service = await startService({ verifyLogins: true });
    const IdentityPoolId = await createFullPool(service);
    const { iss, aud } = { iss: FACEBOOK, aud: "facebook-app", ...claims };
    const Logins = { [FACEBOOK]: await service.loginToken({ provider: FACEBOOK, subject: "x", claims: { iss, aud } }) };
    expect((await refused(service, "GetId", { IdentityPoolId, Logins })).code).toBe("NotAuthorizedException");
  },
);

test.each(CASES)("a token %s is rejected by each public operation", async (_, provider, token, message) => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const Logins = { [provider]: await token() };
  expect(await refused(service, "GetId", { IdentityPoolId, Logins })).toEqual({
    code: "NotAuthorizedException",
    message,
  });
  if (provider === SAML_ARN || provider.startsWith("cognito-identity")) return;
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  for (const operation of ["GetOpenIdToken", "GetCredentialsForIdentity", "UnlinkIdentity"]) {
    const fault = await refused(service, operation, { IdentityId, Logins, LoginsToRemove: [provider] });
    expect(fault).toEqual({ code: "NotAuthorizedException", message });
  }
});

test("one invalid token among valid ones makes the call fail", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "x" }), [GOOGLE]: "garbage" };
  expect((await refused(service, "GetId", { IdentityPoolId, Logins })).code).toBe("NotAuthorizedException");
  expect((await ok(service, "ListIdentities", { IdentityPoolId, MaxResults: 60 })).Identities).toEqual([]);
});

test("a user pool's token expires exactly, an OpenID provider's with five minutes of tolerance", async () => {
  const clock = manualClock(NOW * 1000);
  const service = await startService({ clock });
  const IdentityPoolId = await createFullPool(service);
  const ofPool = { [USER_POOL]: await loginToken(USER_POOL, { sub: "x", exp: NOW + 60 }) };
  const ofGoogle = { [GOOGLE]: await loginToken(GOOGLE, { sub: "x", exp: NOW + 60 }) };
  clock.advance(59_999);
  await ok(service, "GetId", { IdentityPoolId, Logins: ofPool });
  clock.advance(1);
  expect(await refused(service, "GetId", { IdentityPoolId, Logins: ofPool })).toEqual({
    code: "NotAuthorizedException",
    message: invalid(`Token expired: ${NOW + 60} >= ${NOW + 60}`),
  });
  clock.advance(299_000);
  await ok(service, "GetId", { IdentityPoolId, Logins: ofGoogle });
  clock.advance(1000);
  expect((await refused(service, "GetId", { IdentityPoolId, Logins: ofGoogle })).message).toBe(
    invalid(`Token expired: ${NOW + 360} >= ${NOW + 60}`),
  );
});

test("with the provider's keys in the options, signatures are verified", async () => {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "k", alg: "RS256" }] };
  const service = await startService({ loginProviders: { [USER_POOL]: { jwks } } });
  const IdentityPoolId = await createFullPool(service);
  const claims = { iss: `https://${USER_POOL}`, aud: "client1", sub: "x", exp: NOW + 600 };
  const good = await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "k" }).sign(privateKey);
  const input = (token: string) => ({ IdentityPoolId, Logins: { [USER_POOL]: token } });
  await ok(service, "GetId", input(good));
  const [header, , signature] = good.split(".");
  const forged = `${header}.${Buffer.from(JSON.stringify({ ...claims, sub: "admin" })).toString("base64url")}.${signature}`;
  for (const token of [forged, await loginToken(USER_POOL, claims)]) {
    expect(await refused(service, "GetId", input(token))).toEqual({
      code: "NotAuthorizedException",
      message: invalid("Couldn't verify signed token."),
    });
  }
});

test("an OpenID provider's client IDs are checked once they are in the options", async () => {
  const service = await startService({ loginProviders: { [OIDC]: { clientIds: ["mine"] } } });
  const IdentityPoolId = await createFullPool(service);
  const input = async (claims: object) => ({
    IdentityPoolId,
    Logins: { [OIDC]: await loginToken(OIDC, { sub: "x", ...claims }) },
  });
  await ok(service, "GetId", await input({ aud: ["mine"] }));
  await ok(service, "GetId", await input({ aud: "other", azp: "mine" }));
  await ok(service, "GetId", await input({ aud: ["other", "another"], azp: "mine" }));
  expect((await refused(service, "GetId", await input({ aud: "other" }))).message).toBe(UNSUPPORTED);
});

test("an OpenID provider's claims are checked as STS checks them", async () => {
  const now = 1_800_000_000;
  const service = await startService({ clock: () => now * 1000 });
  const IdentityPoolId = await createFullPool(service);
  const input = async (name: string, claims: object) => ({
    IdentityPoolId,
    Logins: { [name]: await loginToken(name, { sub: "x", iat: now, exp: now + 60, ...claims }) },
  });
  for (const claims of [
    { iat: now + 300 },
    { iat: String(now) },
    { exp: String(now + 60) },
    { exp: now - 299 },
    { nbf: now + 300 },
    { nbf: String(now) },
    { aud: ["a", "b"], azp: "a" },
  ]) {
    await ok(service, "GetId", await input(OIDC, claims));
  }
  // A number is the same user as its text.
  const asNumber = await ok(service, "GetId", await input(OIDC, { sub: 2 ** 53 - 1 }));
  expect(await ok(service, "GetId", await input(OIDC, { sub: "9007199254740991" }))).toEqual(asNumber);
  for (const [claims, message] of [
    // JSON.parse would return the same number for the next user.
    [{ sub: 2 ** 53 }, "Missing a required claim: sub"],
    [{ iat: undefined }, "Missing a required claim: iat"],
    [{ exp: undefined }, "Missing a required claim: exp"],
    [{ iat: null }, "Invalid timestamp in token claims."],
    [{ iat: now - 0.5 }, "Invalid timestamp in token claims."],
    [{ exp: now + 60.5 }, "Invalid timestamp in token claims."],
    [{ nbf: "invalid" }, "Invalid timestamp in token claims."],
    [{ iat: now + 301 }, `Token issued in the future: ${now + 301}`],
    [
      { nbf: now + 301 },
      `Token not yet valid: current date/time ${now + 300} must be after or equal to the not-before date/time ${now + 301}`,
    ],
    [{ aud: [] }, "Claim is not allowed to be empty: aud"],
    [{ aud: ["a", "b"] }, "Token audience contains more than one audience while authorized party is not present"],
  ] as const) {
    expect((await refused(service, "GetId", await input(OIDC, claims))).message).toBe(invalid(message));
  }
  // Tokens of user pools always have these claims in this form. Nothing is known about those of other providers.
  await ok(service, "GetId", await input(USER_POOL, { iat: undefined }));
});

test("a pool without providers reports that", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  expect(await refused(service, "GetId", { IdentityPoolId, Logins: { [GOOGLE]: "x" } })).toEqual({
    code: "NotAuthorizedException",
    message: `Identity pool - ${IdentityPoolId} does not have identity providers configured.`,
  });
});

test("a developer provider is not a public provider", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  expect(await refused(service, "GetId", { IdentityPoolId, Logins: { [DEVELOPER]: "user" } })).toEqual({
    code: "InvalidParameterException",
    message: "Please provide a valid public provider.",
  });
});

test.each(["__proto__", "constructor", "toString"])(
  "a login named %s is one of an unsupported provider",
  async (name) => {
    const service = await startService();
    const IdentityPoolId = await createFullPool(service);
    const { body } = await send(service, "GetId", `{"IdentityPoolId":"${IdentityPoolId}","Logins":{"${name}":"x"}}`);
    expect(body).toEqual({ __type: "NotAuthorizedException", message: UNSUPPORTED });
  },
);

test.each([
  ["SAML of unclosed comments", SAML_ARN, Buffer.from("<!--".repeat(9000)).toString("base64")],
  ["SAML of an endless name", SAML_ARN, Buffer.from(`<${"a".repeat(36_000)}`).toString("base64")],
  ["Twitter without end", "api.twitter.com", "a".repeat(50_000)],
  ["dots", USER_POOL, ".".repeat(50_000)],
])("a hostile token doesn't block the service: %s", async (_, provider, token) => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const time = await cpuTimeOf(() => refused(service, "GetId", { IdentityPoolId, Logins: { [provider]: token } }));
  expect(time).toBeLessThan(3_000);
});

test("a token from Cognito Identity is a login only for GetCredentialsForIdentity", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const { IdentityId, Token } = await ok(service, "GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId,
    Logins: { [DEVELOPER]: "u" },
  });
  const Logins = { "cognito-identity.amazonaws.com": Token };
  for (const operation of ["GetId", "GetOpenIdToken", "UnlinkIdentity"]) {
    const input = { IdentityPoolId, IdentityId, Logins, LoginsToRemove: [DEVELOPER] };
    expect((await refused(service, operation, input)).message).toBe(invalid("Can't pass in a Cognito token."));
  }
});
