import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from "jose";
import { expect, onTestFinished, test, vi } from "vitest";
import { startCognitoIdentity } from "../../src/local/index.js";
import {
  createFullPool,
  FACEBOOK,
  GOOGLE,
  loginToken,
  OIDC,
  ok,
  refused,
  SAML_ARN,
  samlAssertion,
  send,
  startService,
  USER_POOL,
} from "./harness.js";

const UNVERIFIED = {
  code: "NotAuthorizedException",
  message: "Invalid login token. Couldn't verify signed token.",
};

/** A provider with its own keys. */
async function provider(kid = "k1"): Promise<{ jwks: JSONWebKeySet; mint: (claims?: object) => Promise<string> }> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }] };
  const mint = (claims = {}) =>
    new SignJWT({ iss: `https://${OIDC}`, aud: "any", sub: "alice", ...claims })
      .setProtectedHeader({ alg: "RS256", kid })
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(privateKey);
  return { jwks, mint };
}

async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/jwks.json`;
}

test("with verifyLogins true, only the test provider's tokens are accepted, of any kind", async () => {
  const service = await startService({ verifyLogins: true });
  const IdentityPoolId = await createFullPool(service);
  const foreign = {
    [USER_POOL]: await loginToken(USER_POOL, { sub: "x" }),
    [GOOGLE]: await loginToken(GOOGLE, { sub: "x" }),
    [SAML_ARN]: samlAssertion("x"),
  };
  for (const [name, token] of Object.entries(foreign)) {
    expect(await refused(service, "GetId", { IdentityPoolId, Logins: { [name]: token } })).toEqual(UNVERIFIED);
  }
  for (const name of [FACEBOOK, "www.amazon.com", "api.twitter.com"]) {
    expect((await refused(service, "GetId", { IdentityPoolId, Logins: { [name]: "a-token;secret" } })).message).toBe(
      "Invalid login token.",
    );
  }
});

test("a verified access token is valid only for its provider and application", async () => {
  const service = await startService({ verifyLogins: true });
  const IdentityPoolId = await createFullPool(service);
  const amazon = await service.loginToken({ provider: "www.amazon.com", subject: "x", claims: { iss: "https://x" } });
  expect((await refused(service, "GetId", { IdentityPoolId, Logins: { "www.amazon.com": amazon } })).message).toBe(
    "Invalid login token.",
  );
  const other = await service.loginToken({ provider: FACEBOOK, subject: "x", audience: "other-app" });
  expect((await refused(service, "GetId", { IdentityPoolId, Logins: { [FACEBOOK]: other } })).message).toBe(
    "Token is not from a supported provider of this identity pool.",
  );
});

test("keys can be given directly, by file, and by URL", async () => {
  const { jwks, mint } = await provider();
  const folder = await mkdtemp(join(tmpdir(), "jwks-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  writeFileSync(join(folder, "jwks.json"), JSON.stringify(jwks));
  const url = await startServer((_, response) => response.end(JSON.stringify(jwks)));
  const otherProvider = await provider();
  for (const source of [jwks, join(folder, "jwks.json"), url, new URL(url)]) {
    for (const options of [
      { verifyLogins: { [OIDC]: source } },
      { loginProviders: { [OIDC]: { jwks: source } } },
      { loginProviders: { [OIDC]: { jwks: source } }, verifyLogins: true },
    ]) {
      const service = await startService(options);
      const IdentityPoolId = await createFullPool(service);
      await ok(service, "GetId", { IdentityPoolId, Logins: { [OIDC]: await mint() } });
      for (const token of [await otherProvider.mint(), await loginToken(OIDC, { sub: "alice" })]) {
        expect(await refused(service, "GetId", { IdentityPoolId, Logins: { [OIDC]: token } })).toEqual(UNVERIFIED);
      }
      // For the other providers, the option determines what is verified.
      const Logins = { [GOOGLE]: await loginToken(GOOGLE, { sub: "x" }) };
      const { status } = await send(service, "GetId", { IdentityPoolId, Logins });
      expect(status).toBe("loginProviders" in options && "verifyLogins" in options ? 400 : 200);
    }
  }
});

test("a provider can have a second issuer, such as that of an emulator", async () => {
  const { jwks, mint } = await provider();
  const issuer = "http://127.0.0.1:9229/local_abc";
  for (const name of [OIDC, USER_POOL]) {
    const service = await startService({ loginProviders: { [name]: { issuer, jwks } } });
    const IdentityPoolId = await createFullPool(service);
    const aud = name === USER_POOL ? "client1" : "any";
    for (const iss of [issuer, `https://${name}`]) {
      await ok(service, "GetId", { IdentityPoolId, Logins: { [name]: await mint({ iss, aud }) } });
    }
    const Logins = { [name]: await mint({ iss: `${issuer}x`, aud }) };
    expect((await refused(service, "GetId", { IdentityPoolId, Logins })).message).toBe(
      "Invalid login token. Issuer doesn't match providerName",
    );
  }
});

test("Auth0's issuer ends with a slash, which the name of the provider does not have", async () => {
  const { jwks, mint } = await provider();
  const service = await startService({ loginProviders: { [OIDC]: { jwks } } });
  const IdentityPoolId = await createFullPool(service);
  await ok(service, "GetId", { IdentityPoolId, Logins: { [OIDC]: await mint({ iss: `https://${OIDC}/` }) } });
  for (const iss of [`https://${OIDC}//`, `https://${OIDC}/x/`, `http://${OIDC}/`]) {
    const Logins = { [OIDC]: await mint({ iss }) };
    expect((await refused(service, "GetId", { IdentityPoolId, Logins })).message).toBe(
      "Invalid login token. Issuer doesn't match providerName",
    );
  }
  const Logins = { "tenant.auth0.com": await mint({ iss: "https://tenant.auth0.com/" }) };
  expect((await refused(service, "GetId", { IdentityPoolId, Logins })).message).toBe(
    "Token is not from a supported provider of this identity pool.",
  );
});

test("keys of algorithms that IAM does not support verify nothing", async () => {
  for (const [alg, status] of [
    ["RS512", 200],
    ["ES384", 200],
    ["PS256", 400],
    ["EdDSA", 400],
  ] as const) {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "k" }] };
    const service = await startService({ loginProviders: { [OIDC]: { jwks } } });
    const IdentityPoolId = await createFullPool(service);
    const token = await new SignJWT({ iss: `https://${OIDC}`, aud: "any", sub: "alice" })
      .setProtectedHeader({ alg, kid: "k" })
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(privateKey);
    expect((await send(service, "GetId", { IdentityPoolId, Logins: { [OIDC]: token } })).status).toBe(status);
    expect(service.requests.at(-1)?.reason).toBe(
      status === 200 ? undefined : `the algorithm is "${alg}", not one of RS256, RS384, RS512, ES256, ES384, ES512`,
    );
  }
});

test("the test provider's token is not a login of a provider with its own keys, unless verifyLogins is true", async () => {
  const { jwks } = await provider();
  const loginProviders = { [OIDC]: { jwks } };
  for (const [options, status] of [
    [{ loginProviders }, 400],
    [{ loginProviders, verifyLogins: true }, 200],
  ] as const) {
    const service = await startService(options);
    const IdentityPoolId = await createFullPool(service);
    const Logins = { [OIDC]: await service.loginToken({ provider: OIDC, subject: "alice" }) };
    expect((await send(service, "GetId", { IdentityPoolId, Logins })).status).toBe(status);
  }
});

test("a provider's key set is fetched on demand, kept, and fetched again for an unknown key", async () => {
  const [first, second] = [await provider("first"), await provider("second")];
  let keys = first.jwks.keys;
  let fetched = 0;
  const url = await startServer((_, response) => {
    fetched++;
    response.end(JSON.stringify({ keys }));
  });
  const service = await startService({ verifyLogins: { [OIDC]: url } });
  const IdentityPoolId = await createFullPool(service);
  expect(fetched).toBe(0);
  const signIn = async (token: string) =>
    (await send(service, "GetId", { IdentityPoolId, Logins: { [OIDC]: token } })).status;
  expect(await Promise.all([signIn(await first.mint()), signIn(await first.mint())])).toEqual([200, 200]);
  expect(await signIn(await first.mint())).toBe(200);
  expect(fetched).toBe(1);
  keys = [...keys, ...second.jwks.keys];
  // Not immediately, because attackers could otherwise cause endless requests.
  expect(await signIn(await second.mint())).toBe(400);
  expect(fetched).toBe(1);
});

test.each<[string, RequestListener | undefined]>([
  ["cannot be reached", undefined],
  ["responds with an error", (_, response) => response.writeHead(500).end("{}")],
  ["responds with an HTML page", (_, response) => response.end("<html>")],
  ["responds with something else", (_, response) => response.end('{"keys":"none"}')],
  ["hangs up", (_, response) => response.destroy()],
])("a provider that %s causes an ExternalServiceException", async (_, listener) => {
  const url = listener === undefined ? "http://127.0.0.1:1/jwks.json" : await startServer(listener);
  const service = await startService({ verifyLogins: { [OIDC]: url } });
  const IdentityPoolId = await createFullPool(service);
  const { mint } = await provider();
  expect(await refused(service, "GetId", { IdentityPoolId, Logins: { [OIDC]: await mint() } })).toEqual({
    code: "ExternalServiceException",
    message: `Could not get the keys of the login provider from ${new URL(url).host}.`,
  });
});

test("a provider that doesn't respond blocks a request for only five seconds", async () => {
  // The limit is reached as soon as the provider has the request.
  const controller = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(controller.signal);
  onTestFinished(() => timeout.mockRestore());
  const url = await startServer(() => controller.abort(new DOMException("too late", "TimeoutError")));
  const service = await startService({ verifyLogins: { [OIDC]: url } });
  const IdentityPoolId = await createFullPool(service);
  const Logins = { [OIDC]: await (await provider()).mint() };
  expect((await refused(service, "GetId", { IdentityPoolId, Logins })).code).toBe("ExternalServiceException");
  expect(new Set(timeout.mock.calls.flat())).toEqual(new Set([5_000]));
});

test("keys are fetched only from the sources in the options, whatever URLs a token names", async () => {
  let asked = 0;
  const evil = await startServer((_request, response) => {
    asked++;
    response.end('{"keys":[]}');
  });
  const { jwks } = await provider();
  const service = await startService({ verifyLogins: { [OIDC]: jwks } });
  const IdentityPoolId = await createFullPool(service);
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const jwk = await exportJWK(publicKey);
  const token = await new SignJWT({ iss: `https://${OIDC}`, aud: "any", sub: "x", exp: 4_000_000_000 })
    .setProtectedHeader({ alg: "RS256", kid: "k1", jku: evil, x5u: evil, jwk })
    .sign(privateKey);
  expect((await refused(service, "GetId", { IdentityPoolId, Logins: { [OIDC]: token } })).message).toBe(
    "Invalid login token. Couldn't verify signed token.",
  );
  expect(asked).toBe(0);
});

test.each(["true", 1])("verifyLogins %j is rejected, because it would verify nothing", async (verifyLogins) => {
  const options = JSON.parse(JSON.stringify({ verifyLogins }));
  await expect(startCognitoIdentity(options)).rejects.toThrow(
    `verifyLogins must be true, false, or keys by login name, not ${JSON.stringify(verifyLogins)}.`,
  );
});

test.each([
  [
    { verifyLogins: { [OIDC]: "/nowhere/jwks.json" } },
    /^verifyLogins\["login.example.com"\] must be the path of a file with a JSON Web Key Set, but .* cannot be read: ENOENT/,
  ],
  [
    { verifyLogins: { [OIDC]: import.meta.filename } },
    /^verifyLogins\["login.example.com"\] must be the path of a file .* is not JSON/,
  ],
  [
    { loginProviders: { [OIDC]: { jwks: "package.json" } } },
    /^loginProviders\["login.example.com"\]\.jwks must be a JSON Web Key Set/,
  ],
])("invalid keys are an error at startup: %j", async (options, message) => {
  await expect(startCognitoIdentity(options)).rejects.toThrow(message);
});

test.each([
  '{"keys":[{"d":"hushhush"}]}',
  "-----BEGIN PRIVATE KEY-----\nhushhush",
  "-----BEGIN PRIVATE KEY----- hushhush",
])("the contents of a file, which can be a private key, are not the path of one: %j", async (jwks) => {
  const error = await startCognitoIdentity({ loginProviders: { [OIDC]: { jwks } } }).catch((cause: unknown) => cause);
  expect(inspect(error)).toContain("the path of a file with one, or a URL, not the contents of a file.");
  expect(inspect(error)).not.toContain("hushhush");
});
