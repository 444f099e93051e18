#!/usr/bin/env bash
# What an update from Amplify 5 to 6 means for a guest who returns.
#
# Guess: the guest keeps the identity, as a signed-in user keeps the session: Amplify 6 reads the same keys of `localStorage` for tokens.
# Found (aws-amplify 5.3.41 and 6.22.1): version 5 writes the identity to `CognitoIdentityId-POOL`, and version 6 reads
# `com.amplify.Cognito.POOL.identityId`. Each guest gets another identity, and loses what the application has stored under the first one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts jsdom@26.1.0 five@npm:aws-amplify@5.3.41 six@npm:aws-amplify@6.22.1
cat > run.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";

const version = process.argv[2];
const dom = new JSDOM("", { url: "http://localhost/" });
const { localStorage } = dom.window;
if (version === "six") {
  for (const [key, value] of JSON.parse(readFileSync("storage.json", "utf8"))) localStorage.setItem(key, value);
}
for (const name of ["window", "document", "localStorage", "sessionStorage", "location"]) globalThis[name] = dom.window[name];
Object.defineProperty(globalThis, "navigator", { value: dom.window.navigator, configurable: true });
globalThis.self = globalThis;

/** An identity pool that counts its identities. */
const operations = [];
globalThis.fetch = dom.window.fetch = async (...args) => {
  const request = new Request(...args);
  const operation = request.headers.get("x-amz-target").split(".")[1];
  operations.push(operation);
  const Credentials = { AccessKeyId: "id", SecretKey: "secret", SessionToken: "token", Expiration: Date.now() / 1_000 + 3_600 };
  const body = operation === "GetId" ? { IdentityId: `us-east-1:of-${version}` } : { ...(await request.json()), Credentials };
  return new Response(JSON.stringify(body), { headers: { "content-type": "application/x-amz-json-1.1" } });
};

const identityPoolId = "us-east-1:11111111-2222-4333-8444-555555555555";
let identityId;
if (version === "five") {
  const { Amplify, Auth } = createRequire(import.meta.url)("five");
  Amplify.configure({ Auth: { identityPoolId, region: "us-east-1" } });
  ({ identityId } = await Auth.currentCredentials());
  writeFileSync("storage.json", JSON.stringify(Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)])));
} else {
  const { Amplify } = await import("six");
  const { fetchAuthSession } = await import("six/auth");
  Amplify.configure({ Auth: { Cognito: { identityPoolId, allowGuestAccess: true } } });
  ({ identityId } = await fetchAuthSession());
}
console.log(`version ${version}: ${operations.join(", ")}: ${identityId}`);
for (const key of Object.keys(localStorage)) console.log(`  ${key} = ${localStorage.getItem(key)}`);
process.exit();
JS
printed=$(node run.mjs five 2>/dev/null; node run.mjs six 2>/dev/null)
echo "$printed"
[ "$printed" = "version five: GetId, GetCredentialsForIdentity: us-east-1:of-five
  CognitoIdentityId-us-east-1:11111111-2222-4333-8444-555555555555 = us-east-1:of-five
version six: GetId, GetCredentialsForIdentity: us-east-1:of-six
  CognitoIdentityId-us-east-1:11111111-2222-4333-8444-555555555555 = us-east-1:of-five
  com.amplify.Cognito.us-east-1:11111111-2222-4333-8444-555555555555.identityId = us-east-1:of-six" ]
