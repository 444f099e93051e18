#!/usr/bin/env bash
# A valid RS512 token whose header says `typ: "JWS"`, as the OpenID tokens of Amazon Cognito identity pools do.
#
# Guess (RFC 7519, section 5.1: `typ` is for applications that mix kinds of objects, and "JWT" is recommended, not required): all
# libraries accept it.
# Found: jose 6.2.17, jsonwebtoken 9.0.3, and fast-jwt 6.3.6 do. @cfworker/jwt 7.0.4 refuses it, and does not throw: it resolves to
# an object with `valid: false`, which code that only awaits the call treats as success. hono 4.13.19 throws, and its middleware
# responds with status 401.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund jose@6.2.17 jsonwebtoken@9.0.3 fast-jwt@6.3.6 @cfworker/jwt@7.0.4 hono@4.13.19
cat > run.mjs <<'JS'
import { generateKeyPairSync, webcrypto } from "node:crypto";
import { parseJwt } from "@cfworker/jwt";
import { createVerifier } from "fast-jwt";
import { verify as verifyWithHono } from "hono/jwt";
import { jwtVerify, SignJWT } from "jose";
import jsonwebtoken from "jsonwebtoken";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const issuer = "https://issuer.example";
const audience = "pool";
const pem = publicKey.export({ type: "spki", format: "pem" });
const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-512" };
const resolveKey = () => webcrypto.subtle.importKey("jwk", publicKey.export({ format: "jwk" }), algorithm, false, ["verify"]);
for (const typ of ["JWT", "JWS"]) {
  const token = await new SignJWT({ sub: "x" }).setProtectedHeader({ alg: "RS512", kid: "k", typ }).setIssuer(issuer)
    .setAudience(audience).setIssuedAt().setExpirationTime("10m").sign(privateKey);
  const verifiers = {
    jose: async () => (await jwtVerify(token, publicKey, { issuer, audience })).payload.sub,
    jsonwebtoken: () => jsonwebtoken.verify(token, pem, { issuer, audience }).sub,
    "fast-jwt": () => createVerifier({ key: pem, allowedIss: issuer, allowedAud: audience })(token).sub,
    "@cfworker/jwt": async () => {
      const { valid, payload, reason } = await parseJwt({ jwt: token, issuer, audience, resolveKey });
      return valid ? payload.sub : `valid is false: ${reason}`;
    },
    hono: () => verifyWithHono(token, pem, "RS512").then(({ sub }) => sub, ({ name }) => name),
  };
  for (const [name, verify] of Object.entries(verifiers)) {
    console.log(`${typ}, ${name}: ${await verify()}`);
  }
}
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = 'JWT, jose: x
JWT, jsonwebtoken: x
JWT, fast-jwt: x
JWT, @cfworker/jwt: x
JWT, hono: x
JWS, jose: x
JWS, jsonwebtoken: x
JWS, fast-jwt: x
JWS, @cfworker/jwt: valid is false: Invalid JWT type "JWS". Expected "JWT".
JWS, hono: JwtHeaderInvalid' ]
