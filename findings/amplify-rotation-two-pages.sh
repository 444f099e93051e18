#!/usr/bin/env bash
# Two open pages of Amplify whose tokens have expired, for a user pool that rotates refresh tokens (without a grace period).
#
# Guess: the page that comes second uses the tokens that the first one has stored, or at least leaves them.
# Found (aws-amplify 6.22.1): both send the same refresh token. The user pool refuses the second request, after which that page removes
# the tokens of the first one: the user is signed out in both pages. Within one page, concurrent calls share a request.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-amplify@6.22.1 esbuild@0.28.2 jsdom@26.1.0
cat > page.js <<'JS'
export { Amplify } from "aws-amplify";
export { fetchAuthSession } from "aws-amplify/auth";
JS
npx esbuild page.js --bundle --format=cjs --platform=node --outfile=first.cjs --log-level=error
cp first.cjs second.cjs
cat > run.js <<'JS'
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { JSDOM } from "jsdom";

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1_000);
const token = (seconds) => `${encode({ alg: "RS256" })}.${encode({ sub: "u", iat: now(), exp: now() + seconds })}.c2ln`;
const operations = [];
let valid = "refresh-1";
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  operations.push(request.headers["x-amz-target"].split(".")[1]);
  const send = (status, body) => response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
  if (JSON.parse(text).RefreshToken !== valid) {
    await wait(200); // after the response to the other page
    return send(400, { __type: "RefreshTokenReuseException", message: "Refresh token has been invalidated by rotation" });
  }
  valid = "refresh-2";
  send(200, { AuthenticationResult: { AccessToken: token(300), IdToken: token(300), RefreshToken: valid, TokenType: "Bearer" } });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const { window } = new JSDOM("", { url: "http://localhost/" });
const { localStorage } = window;
Object.assign(globalThis, { window, localStorage, document: window.document });
const prefix = "CognitoIdentityServiceProvider.app";
const values = { accessToken: token(-60), idToken: token(-60), refreshToken: valid, clockDrift: "0" };
localStorage.setItem(`${prefix}.LastAuthUser`, "alice");
for (const [name, value] of Object.entries(values)) localStorage.setItem(`${prefix}.alice.${name}`, value);

const userPoolEndpoint = `http://127.0.0.1:${server.address().port}`;
const pages = [];
for (const file of ["./first.cjs", "./second.cjs"]) {
  const { default: page } = await import(file);
  page.Amplify.configure({ Auth: { Cognito: { userPoolId: "us-east-1_abcdefghi", userPoolClientId: "app", userPoolEndpoint } } });
  pages.push(() => page.fetchAuthSession().then(({ tokens }) => (tokens ? "signed in" : "signed out"), ({ name }) => name));
}
console.log((await Promise.all(pages.map((session) => session()))).join(", "));
console.log(operations.join(", "));
console.log(`then: ${await pages[0]()}, ${await pages[1]()}; ${localStorage.length} items in the storage`);
process.exit();
JS
printed=$(node run.js 2>/dev/null | grep -v "^\[WARN\]")
echo "$printed"
[ "$printed" = "signed in, RefreshTokenReuseException
GetTokensFromRefreshToken, GetTokensFromRefreshToken
then: signed out, signed out; 0 items in the storage" ]
