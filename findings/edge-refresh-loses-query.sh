#!/usr/bin/env bash
# What cognito-at-edge does with a request whose ID token has expired, if the refresh token is valid.
#
# Guess: it refreshes the tokens, and redirects to the address of the request.
# Found (cognito-at-edge 1.5.5): it redirects to the path without the query, with status 302. A link with a query opens another page when
# the tokens have expired, and a POST becomes a GET without its body.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cognito-at-edge@1.5.5
cat > run.cjs <<'JS'
const { createSign, generateKeyPairSync } = require("node:crypto");
const axios = require(require.resolve("axios", { paths: [require.resolve("cognito-at-edge")] }));
const { Authenticator } = require("cognito-at-edge");

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const seconds = Math.floor(Date.now() / 1_000);
const pool = "us-east-1_abcdefghi";
function idToken(exp) {
  const claims = { iss: `https://cognito-idp.us-east-1.amazonaws.com/${pool}`, aud: "app", token_use: "id", sub: "alice", "cognito:username": "alice" };
  const text = `${encode({ alg: "RS256", kid: "k" })}.${encode({ ...claims, iat: seconds - 3_600, exp })}`;
  return `${text}.${createSign("sha256").update(text).sign(privateKey, "base64url")}`;
}
axios.defaults.adapter = async (config) => {
  const data = { id_token: idToken(seconds + 3_600), access_token: "access", token_type: "Bearer", expires_in: 3_600 };
  return { status: 200, statusText: "OK", headers: {}, data, config };
};
const authenticator = new Authenticator({ region: "us-east-1", userPoolId: pool, userPoolAppId: "app", userPoolDomain: "login.example", logLevel: "silent" });
authenticator._jwtVerifier.cacheJwks({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }] });

(async () => {
  const prefix = "CognitoIdentityServiceProvider.app";
  const cookie = `${prefix}.LastAuthUser=alice; ${prefix}.alice.idToken=${idToken(seconds - 60)}; ${prefix}.alice.refreshToken=refresh`;
  const headers = { host: [{ key: "Host", value: "app.example" }], cookie: [{ key: "Cookie", value: cookie }] };
  for (const method of ["GET", "POST"]) {
    const request = { method, uri: "/report", querystring: "from=2026-01-01&page=3", headers };
    const response = await authenticator.handle({ Records: [{ cf: { request } }] });
    console.log(`${method} /report?from=2026-01-01&page=3: ${response.status}, ${response.headers.location[0].value}`);
  }
})();
JS
printed=$(node run.cjs)
echo "$printed"
[ "$printed" = "GET /report?from=2026-01-01&page=3: 302, https://app.example/report
POST /report?from=2026-01-01&page=3: 302, https://app.example/report" ]
