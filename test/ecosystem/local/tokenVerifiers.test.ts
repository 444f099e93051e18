import { execFile } from "node:child_process";
import { createPublicKey, type JsonWebKey } from "node:crypto";
import { promisify } from "node:util";
import { JwtRsaVerifier } from "aws-jwt-verify";
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { createPool, DEVELOPER, ok, startService } from "../../local/harness.js";
import { environment, findPython, requireProgram } from "./installedTools.js";

const execute = promisify(execFile);

interface World {
  readonly token: string;
  readonly forged: string;
  readonly keys: JSONWebKeySet;
  readonly keysUrl: string;
  readonly audience: string;
  readonly subject: string;
}

const issuer = "https://cognito-identity.amazonaws.com";

/** A developer's token, and the JWK set in the plain form or in the form that AWS publishes. */
async function startServices(faithfulJwks: boolean): Promise<World> {
  const service = await startService({ faithfulJwks });
  const audience = await createPool(service, { DeveloperProviderName: DEVELOPER });
  const tokenOf = (user: string) =>
    ok(service, "GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId: audience, Logins: { [DEVELOPER]: user } });
  const { Token: token, IdentityId: subject } = await tokenOf("one");
  const forged = [...token.split(".").slice(0, 2), (await tokenOf("two")).Token.split(".")[2]].join(".");
  const keysUrl = `${service.endpoint}/.well-known/jwks_uri`;
  const keys = (await (await fetch(keysUrl)).json()) as JSONWebKeySet;
  return { token, forged, keys, keysUrl, audience, subject };
}

describe.each([
  ["the plain form", false],
  ["AWS's own form", true],
])("with the JWK set in %s, tokens verify with", (_, faithfulJwks) => {
  test("jose", async () => {
    const { token, forged, keys, keysUrl, audience, subject } = await startServices(faithfulJwks);
    for (const source of [createLocalJWKSet(keys), createRemoteJWKSet(new URL(keysUrl))]) {
      expect((await jwtVerify(token, source, { issuer, audience })).payload.sub).toBe(subject);
      await expect(jwtVerify(forged, source, { issuer, audience })).rejects.toThrow("signature verification failed");
    }
  });

  test("aws-jwt-verify, with given keys", async () => {
    const { token, forged, keys, keysUrl, audience, subject } = await startServices(faithfulJwks);
    const verifier = JwtRsaVerifier.create({ issuer, audience, jwksUri: keysUrl });
    verifier.cacheJwks(JSON.parse(JSON.stringify(keys)));
    expect((await verifier.verify(token)).sub).toBe(subject);
    await expect(verifier.verify(forged)).rejects.toThrow("Invalid signature");
  });

  test("jsonwebtoken, with a key imported by Node.js", async () => {
    const { default: jsonWebToken } = await import("jsonwebtoken");
    const { token, forged, keys, audience, subject } = await startServices(faithfulJwks);
    const key = createPublicKey({ key: keys.keys[0] as JsonWebKey, format: "jwk" });
    expect(jsonWebToken.verify(token, key, { issuer, audience })).toMatchObject({ sub: subject });
    expect(() => jsonWebToken.verify(forged, key, { issuer, audience })).toThrow("invalid signature");
  });

  test("PyJWT", async (context) => {
    const [python] = await findPython("import jwt, cryptography; print(jwt.__version__)");
    const { path } = requireProgram(python, "python3-jwt python3-cryptography", context);
    const { token, forged, keys, audience, subject } = await startServices(faithfulJwks);
    const program = `
import json, sys, jwt
given = json.load(sys.stdin)
key = jwt.PyJWK(given["key"], algorithm="RS512").key
checks = dict(algorithms=["RS512"], audience=given["audience"], issuer=given["issuer"])
print(jwt.decode(given["token"], key, **checks)["sub"])
try:
    jwt.decode(given["forged"], key, **checks)
    print("accepted")
except jwt.InvalidSignatureError:
    print("refused")
`;
    const child = execute(path, ["-c", program], { env: environment() });
    child.child.stdin?.end(JSON.stringify({ token, forged, audience, issuer, key: keys.keys[0] }));
    expect((await child).stdout).toBe(`${subject}\nrefused\n`);
  });
});

test("aws-jwt-verify doesn't fetch keys over plain HTTP", async () => {
  const { token, keysUrl, audience } = await startServices(false);
  const verifier = JwtRsaVerifier.create({ issuer, audience, jwksUri: keysUrl });
  await expect(verifier.verify(token)).rejects.toThrow(/https/i);
});
