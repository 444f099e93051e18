#!/usr/bin/env bash
# What clients of OAuth keep if the response to a refresh contains no refresh token, which RFC 6749 (section 6) allows. Those of user
# pools of Cognito contain none, unless rotation is turned on.
#
# Guess: all of them keep the refresh token that they have.
# Found: simple-oauth2 5.1.0 loses it: the new token has none, and its second refresh sends an empty one, so that the user has to sign in
# again when the second access token has expired. @badgateway/oauth2-client 3.3.1 and client-oauth2 4.3.3 keep it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts simple-oauth2@5.1.0 @badgateway/oauth2-client@3.3.1 client-oauth2@4.3.3
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { OAuth2Client } from "@badgateway/oauth2-client";
import ClientOAuth2 from "client-oauth2";
import { AuthorizationCode } from "simple-oauth2";

const sent = [];
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  const { grant_type, refresh_token } = Object.fromEntries(new URLSearchParams(text));
  const valid = grant_type === "authorization_code" || refresh_token === "first";
  if (grant_type === "refresh_token") sent.push(JSON.stringify(refresh_token));
  const tokens = { access_token: "a", id_token: "i", token_type: "Bearer", expires_in: 3_600 };
  const body = !valid ? { error: "invalid_grant" } : grant_type === "authorization_code" ? { ...tokens, refresh_token: "first" } : tokens;
  response.writeHead(valid ? 200 : 400, { "content-type": "application/json" }).end(JSON.stringify(body));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const host = `http://127.0.0.1:${server.address().port}`;
const redirect = "http://localhost/callback";

const clients = {
  async "simple-oauth2"() {
    const client = new AuthorizationCode({ client: { id: "app", secret: "s" }, auth: { tokenHost: host, tokenPath: "/token" } });
    const token = await client.getToken({ code: "c", redirect_uri: redirect });
    return (await token.refresh()).refresh();
  },
  async "@badgateway/oauth2-client"() {
    const client = new OAuth2Client({ server: host, clientId: "app", clientSecret: "s", tokenEndpoint: "/token" });
    const token = await client.authorizationCode.getToken({ code: "c", redirectUri: redirect });
    return client.refreshToken(await client.refreshToken(token));
  },
  async "client-oauth2"() {
    const client = new ClientOAuth2({ clientId: "app", clientSecret: "s", accessTokenUri: `${host}/token`, redirectUri: redirect });
    const token = await client.code.getToken(`${redirect}?code=c`);
    return (await token.refresh()).refresh();
  },
};
for (const [name, refreshTwice] of Object.entries(clients)) {
  sent.length = 0;
  const outcome = await refreshTwice().then(() => "two refreshes work", () => "the second refresh fails");
  console.log(`${name}: ${outcome}; sent ${sent.join(" and ")}`);
}
process.exit();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = 'simple-oauth2: the second refresh fails; sent "first" and ""
@badgateway/oauth2-client: two refreshes work; sent "first" and "first"
client-oauth2: two refreshes work; sent "first" and "first"' ]
