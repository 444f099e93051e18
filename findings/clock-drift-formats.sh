#!/usr/bin/env bash
# How Amplify 6 and amazon-cognito-identity-js (Amplify 5) correct for a clock of the device that is wrong. Both store the difference as
# `clockDrift` beside the tokens, under the same key, and Amplify 6 can be used with a session of the other.
#
# Guess: they store the same number, and notice when the clock has been corrected.
# Found (aws-amplify 6.22.1, amazon-cognito-identity-js 6.3.21): the former writes milliseconds, positive for a slow clock, the latter
# seconds, positive for a fast one. amazon-cognito-identity-js treats a session that Amplify 6 has refreshed while the clock was about 3 s
# slow as valid for about 2,000 s after its end. If a clock was two hours fast at the refresh and is corrected then, each library returns
# its own tokens for two hours after their end, without a request.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-amplify@6.22.1 amazon-cognito-identity-js@6.3.21 jsdom@26.1.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { JSDOM } from "jsdom";

/** The clock of the user pool. */
const realSeconds = () => (performance.timeOrigin + performance.now()) / 1_000;
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function createToken(lifetime) {
  const iat = Math.floor(realSeconds());
  return `${encode({ alg: "RS256" })}.${encode({ sub: "u", "cognito:username": "alice", iat, exp: iat + lifetime })}.c2ln`;
}
const hasExpired = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url")).exp <= realSeconds();
let lifetime;
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  const AuthenticationResult = { AccessToken: createToken(lifetime), IdToken: createToken(lifetime), TokenType: "Bearer", ExpiresIn: lifetime };
  const body = JSON.stringify({ AuthenticationResult, ChallengeParameters: {} });
  request.resume().on("end", () => response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(body));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${server.address().port}`;

const { window } = new JSDOM("", { url: "http://localhost/" });
const { localStorage } = window;
Object.assign(globalThis, { window, localStorage, document: window.document });
const { Amplify } = await import("aws-amplify");
const { fetchAuthSession } = await import("aws-amplify/auth");
const { default: cognito } = await import("amazon-cognito-identity-js");
Amplify.configure({ Auth: { Cognito: { userPoolId: "us-east-1_abcdefghi", userPoolClientId: "app", userPoolEndpoint: endpoint } } });
const pool = new cognito.CognitoUserPool({ UserPoolId: "us-east-1_abcdefghi", ClientId: "app", endpoint, Storage: localStorage });
const session = () => new Promise((resolve, reject) => pool.getCurrentUser().getSession((error, value) => (error ? reject(error) : resolve(value))));
const libraries = {
  "Amplify 6": async () => (await fetchAuthSession()).tokens.idToken.toString(),
  "amazon-cognito-identity-js": async () => (await session()).getIdToken().getJwtToken(),
};

/** The clock of the device. */
const RealDate = Date;
let offset = 0;
const deviceTime = () => Math.round(realSeconds() * 1_000) + offset;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [deviceTime()] : args));
  }
  static now() {
    return deviceTime();
  }
};

const prefix = "CognitoIdentityServiceProvider.app";
for (const [title, milliseconds] of [["right", 0], ["3.5 s slow", -3_500], ["two hours fast", 7_200_000]]) {
  for (const [writer, refresh] of Object.entries(libraries)) {
    localStorage.clear();
    localStorage.setItem(`${prefix}.LastAuthUser`, "alice");
    const values = { accessToken: createToken(-60), idToken: createToken(-60), refreshToken: "refresh", clockDrift: "0" };
    for (const [name, value] of Object.entries(values)) localStorage.setItem(`${prefix}.alice.${name}`, value);
    offset = milliseconds;
    lifetime = 1;
    await refresh();
    const stored = Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)]);
    // Now the tokens have expired, also for a clock that is 3.5 s slow, and the clock is right again.
    await wait(6_000);
    offset = 0;
    lifetime = 300;
    for (const [reader, use] of Object.entries(libraries)) {
      for (const [key, value] of stored) localStorage.setItem(key, value);
      requests = 0;
      const found = hasExpired(await use()) ? "expired tokens" : "valid tokens";
      console.log(`${title}: refreshed by ${writer}, read by ${reader}: ${found}, ${requests} requests`);
    }
  }
}
process.exit();
JS
printed=$(node run.mjs 2>/dev/null | grep -v "^\[WARN\]")
echo "$printed"
[ "$printed" = "right: refreshed by Amplify 6, read by Amplify 6: valid tokens, 1 requests
right: refreshed by Amplify 6, read by amazon-cognito-identity-js: valid tokens, 1 requests
right: refreshed by amazon-cognito-identity-js, read by Amplify 6: valid tokens, 1 requests
right: refreshed by amazon-cognito-identity-js, read by amazon-cognito-identity-js: valid tokens, 1 requests
3.5 s slow: refreshed by Amplify 6, read by Amplify 6: valid tokens, 1 requests
3.5 s slow: refreshed by Amplify 6, read by amazon-cognito-identity-js: expired tokens, 0 requests
3.5 s slow: refreshed by amazon-cognito-identity-js, read by Amplify 6: valid tokens, 1 requests
3.5 s slow: refreshed by amazon-cognito-identity-js, read by amazon-cognito-identity-js: valid tokens, 1 requests
two hours fast: refreshed by Amplify 6, read by Amplify 6: expired tokens, 0 requests
two hours fast: refreshed by Amplify 6, read by amazon-cognito-identity-js: valid tokens, 1 requests
two hours fast: refreshed by amazon-cognito-identity-js, read by Amplify 6: valid tokens, 1 requests
two hours fast: refreshed by amazon-cognito-identity-js, read by amazon-cognito-identity-js: expired tokens, 0 requests" ]
