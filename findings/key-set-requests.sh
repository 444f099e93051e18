#!/usr/bin/env bash
# How often verifiers of tokens of Cognito fetch the key set: for a hundred concurrent first tokens, after a first fetch that has failed
# with status 503, and for a token whose key was added to the set after the first fetch.
#
# Guess: one request for the hundred; a failed fetch is repeated for the next token; an unknown key is fetched at once.
# Found: hono/jwk 4.13.19 fetches the set for each token. cognito-express 3.0.4 and aws-cognito-express 5.0.0 never repeat a failed first
# fetch: they refuse all tokens until the process starts again. The new key is accepted at once by aws-jwt-verify 5.2.1, jwks-rsa 4.1.0,
# get-jwks 11.0.3, and aws-cognito-express, by jose 6.2.17 half a minute after the last fetch, and by cognito-express never.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts jose@6.2.17 aws-jwt-verify@5.2.1 jwks-rsa@4.1.0 get-jwks@11.0.3 hono@4.13.19 \
  cognito-express@3.0.4 aws-cognito-express@5.0.0 jsonwebtoken@9.0.3
cat > run.mjs <<'JS'
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import buildGetJwks from "get-jwks";
import { Hono } from "hono";
import { jwk } from "hono/jwk";
import { createRemoteJWKSet, jwtVerify } from "jose";
import jsonwebtoken from "jsonwebtoken";
import jwksRsa from "jwks-rsa";

const require = createRequire(import.meta.url);
const userPoolId = "us-east-1_abcdefghi";
const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`;
function createKey(kid) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const options = { algorithm: "RS256", keyid: kid, expiresIn: 300 };
  const token = jsonwebtoken.sign({ sub: "alice", token_use: "id", iss: issuer, aud: "app" }, privateKey, options);
  return { token, jwk: { ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" } };
}
const [first, added] = [createKey("first"), createKey("added")];
let keys;
let status;
let requests;
const server = createServer(async (_, response) => {
  requests += 1;
  await wait(50);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ keys }));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}`;
const path = "/.well-known/jwks.json";

/** Two libraries can't be told another address than that of AWS. */
function redirect(library) {
  const axios = require(require.resolve("axios", { paths: [require.resolve(library)] }));
  axios.defaults.adapter = async (config) => {
    const response = await fetch(address + path);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return { status: 200, headers: {}, data: await response.json(), config };
  };
}
const kidOf = (token) => jsonwebtoken.decode(token, { complete: true }).header.kid;
const verifiers = {
  jose() {
    const set = createRemoteJWKSet(new URL(address + path));
    return (token) => jwtVerify(token, set);
  },
  "aws-jwt-verify"() {
    const fetcher = {
      fetch: async () => {
        const response = await fetch(address + path);
        if (!response.ok) throw new Error(`status ${response.status}`);
        return response.arrayBuffer();
      },
    };
    const verifier = CognitoJwtVerifier.create({ userPoolId, clientId: "app", tokenUse: "id" }, { jwksCache: new SimpleJwksCache({ fetcher }) });
    return (token) => verifier.verify(token);
  },
  "jwks-rsa"() {
    const client = jwksRsa({ jwksUri: address + path });
    return async (token) => jsonwebtoken.verify(token, (await client.getSigningKey(kidOf(token))).getPublicKey());
  },
  "get-jwks"() {
    const getJwks = buildGetJwks({ jwksPath: path });
    return async (token) => {
      const key = await getJwks.getJwk({ domain: address, alg: "RS256", kid: kidOf(token) });
      return jsonwebtoken.verify(token, createPublicKey({ key, format: "jwk" }));
    };
  },
  "hono/jwk"() {
    const application = new Hono().use(jwk({ jwks_uri: address + path, alg: ["RS256"] })).get("/", (context) => context.text("ok"));
    return async (token) => {
      const response = await application.request("/", { headers: { authorization: `Bearer ${token}` } });
      if (!response.ok) throw new Error(`status ${response.status}`);
    };
  },
  "cognito-express"() {
    redirect("cognito-express");
    const verifier = new (require("cognito-express"))({ region: "us-east-1", cognitoUserPoolId: userPoolId, tokenUse: "id" });
    verifier.hasFinishedProcessing.catch(() => {});
    return (token) => verifier.validate(token);
  },
  "aws-cognito-express"() {
    redirect("aws-cognito-express");
    const { JWTValidator } = require("aws-cognito-express");
    const verifier = new JWTValidator({ region: "us-east-1", userPoolId, tokenUse: ["id"], audience: ["app"] });
    return (token) => verifier.validate(token);
  },
};
const { now } = Date;
for (const [name, create] of Object.entries(verifiers)) {
  const outcome = (verify, { token }) => verify(token).then(() => "accepted", () => "refused");
  keys = [first.jwk];
  status = 200;
  requests = 0;
  const verify = create();
  await Promise.all(Array.from({ length: 100 }, () => verify(first.token)));
  const hundred = requests;
  keys = [first.jwk, added.jwk];
  const atOnce = await outcome(verify, added);
  Date.now = () => now() + 31_000;
  const later = await outcome(verify, added);
  Date.now = now;
  status = 503;
  const another = create();
  const failed = await outcome(another, first);
  status = 200;
  const afterwards = await outcome(another, first);
  console.log(`${name}: ${hundred} requests for 100 tokens; a new key: ${atOnce}, after 31 s: ${later}; status 503: ${failed}, then ${afterwards}`);
}
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "jose: 1 requests for 100 tokens; a new key: refused, after 31 s: accepted; status 503: refused, then accepted
aws-jwt-verify: 1 requests for 100 tokens; a new key: accepted, after 31 s: accepted; status 503: refused, then accepted
jwks-rsa: 1 requests for 100 tokens; a new key: accepted, after 31 s: accepted; status 503: refused, then accepted
get-jwks: 1 requests for 100 tokens; a new key: accepted, after 31 s: accepted; status 503: refused, then accepted
hono/jwk: 100 requests for 100 tokens; a new key: accepted, after 31 s: accepted; status 503: refused, then accepted
cognito-express: 1 requests for 100 tokens; a new key: refused, after 31 s: refused; status 503: refused, then refused
aws-cognito-express: 1 requests for 100 tokens; a new key: accepted, after 31 s: accepted; status 503: refused, then refused" ]
