#!/usr/bin/env bash
# google-auth-library: the key set of another issuer, such as an emulator, for `verifyIdToken`.
#
# Guess: `endpoints.oauth2FederatedSignonJwkCertsUrl` is where it reads the keys.
# Found (google-auth-library 10.9.1): in Node.js, this option has no effect. The library reads certificates in PEM from Google, unless
# `oauth2FederatedSignonPemCertsUrl` names another address, and a JWK set there is "No pem found". `verifySignedJwtWithCertsAsync` accepts
# public keys in PEM.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts google-auth-library@10.9.1 jose@6.2.18
cat > run.mjs <<'JS'
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { OAuth2Client } from "google-auth-library";
import { SignJWT } from "jose";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }];
const server = createServer((_, response) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ keys })));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/keys`;
const issuer = "https://accounts.google.com";
const idToken = await new SignJWT({ sub: "alice" }).setProtectedHeader({ alg: "RS256", kid: "k" }).setIssuer(issuer).setAudience("app")
  .setIssuedAt().setExpirationTime("1h").sign(privateKey);

/** The addresses that the library requests. A request to Google, which it would repeat, is not sent. */
const urls = [];
function client(endpoints) {
  const made = new OAuth2Client({ endpoints });
  made.transporter.defaults.adapter = async (options, request) => {
    urls.push(String(options.url).replace(url, "the JWK set"));
    if (String(options.url) !== url) throw new Error("not requested");
    return request(options);
  };
  return made;
}
async function show(title, verify) {
  urls.length = 0;
  const outcome = await verify().then((ticket) => ticket.getPayload().sub, ({ message }) => message.replace(/: \{.*/, "").replace(/ certificates.*/, " certificates"));
  console.log(`${title}: ${outcome}; requests: ${[...new Set(urls)].join() || "none"}`);
}
for (const name of ["oauth2FederatedSignonJwkCertsUrl", "oauth2FederatedSignonPemCertsUrl"]) {
  await show(name, () => client({ [name]: url }).verifyIdToken({ idToken, audience: "app" }));
}
const pem = publicKey.export({ type: "spki", format: "pem" });
await show("verifySignedJwtWithCertsAsync", () => client().verifySignedJwtWithCertsAsync(idToken, { k: pem }, "app", [issuer]));
server.close();
JS
printed=$(node --no-warnings run.mjs)
echo "$printed"
[ "$printed" = "oauth2FederatedSignonJwkCertsUrl: Failed to retrieve verification certificates; requests: https://www.googleapis.com/oauth2/v1/certs
oauth2FederatedSignonPemCertsUrl: No pem found for envelope; requests: the JWK set
verifySignedJwtWithCertsAsync: alice; requests: none" ]
