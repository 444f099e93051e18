#!/usr/bin/env bash
# Whether libraries for OpenID Connect renew an ID token that ends before the access token. User pools of Cognito let each application
# choose both lifetimes, from five minutes to a day, and an identity pool accepts the ID token only.
#
# Guess: a library that hands out both tokens renews them when one of the two has expired.
# Found: oidc-client-ts 3.5.0, keycloak-js 26.2.4, @auth0/auth0-spa-js 2.27.0, @azure/msal-node 7.2.3, and @logto/client 3.1.9 look at the
# access token alone: they say that the user is signed in, send no request, and return an ID token that has expired.
# amazon-cognito-identity-js 6.3.21 and aws-amplify 6.22.1 renew it. If a refresh returns no ID token, which OpenID Connect allows,
# oidc-client-ts keeps the old one, and keycloak-js has none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts oidc-client-ts@3.5.0 keycloak-js@26.2.4 @auth0/auth0-spa-js@2.27.0 \
  @azure/msal-node@7.2.3 @logto/client@3.1.9 aws-amplify@6.22.1 amazon-cognito-identity-js@6.3.21 jsdom@26.1.0
cat > run.mjs <<'JS'
import { createSign, generateKeyPairSync, webcrypto } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { JSDOM } from "jsdom";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1_000);
function sign(claims) {
  const text = `${encode({ alg: "RS256", kid: "k" })}.${encode({ sub: "alice", iss: issuer, aud: "app", iat: now(), ...claims })}`;
  return `${text}.${createSign("sha256").update(text).sign(privateKey, "base64url")}`;
}
const expired = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url")).exp <= now();

/** An issuer whose ID tokens end after a second, and whose access tokens after an hour. */
let requests = 0;
let nonce;
let idTokenInRefresh = true;
const tokens = () => ({ id_token: sign({ nonce, exp: now() + 1 }), access_token: sign({ n: requests, exp: now() + 3_600 }) });
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  const json = (body, type = "application/json") => response.writeHead(200, { "content-type": type }).end(JSON.stringify(body));
  if (request.url.endsWith("openid-configuration")) {
    const metadata = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` };
    return json({ ...metadata, userinfo_endpoint: `${issuer}/userinfo`, end_session_endpoint: `${issuer}/logout` });
  }
  if (request.url === "/jwks") return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }] });
  requests += 1;
  if (request.headers["x-amz-target"]) {
    const { id_token, access_token } = tokens();
    return json({ AuthenticationResult: { IdToken: id_token, AccessToken: access_token, TokenType: "Bearer" } }, "application/x-amz-json-1.1");
  }
  const { id_token, ...others } = tokens();
  const known = new URLSearchParams(text).get("grant_type") === "refresh_token" && !idTokenInRefresh;
  json({ ...others, ...(known ? {} : { id_token }), token_type: "Bearer", expires_in: 3_600, scope: "openid offline_access", refresh_token: sign({ exp: now() + 7_200 }) });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const callback = "http://localhost/callback";

const dom = new JSDOM("", { url: "http://localhost/" });
Object.defineProperty(dom.window, "crypto", { value: webcrypto, configurable: true });
Object.defineProperty(dom.window, "isSecureContext", { value: true });
for (const name of ["window", "document", "localStorage", "sessionStorage", "location", "history"]) globalThis[name] = dom.window[name];
dom.window.fetch = fetch;
Promise.withResolvers ??= () => {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
};

const libraries = {
  async "oidc-client-ts"() {
    const { InMemoryWebStorage, UserManager, WebStorageStateStore } = await import("oidc-client-ts");
    const store = () => new WebStorageStateStore({ store: new InMemoryWebStorage() });
    const manager = new UserManager({ authority: issuer, client_id: "app", redirect_uri: callback, userStore: store(), stateStore: store() });
    let url;
    const navigate = async (options) => ((url = new URL(options.url)), { url: options.url });
    manager._redirectNavigator.prepare = async () => ({ navigate, close() {} });
    await manager.signinRedirect();
    await manager.signinRedirectCallback(`${callback}?code=c&state=${encodeURIComponent(url.searchParams.get("state"))}`);
    return {
      use: async () => {
        const user = await manager.getUser();
        return { signedIn: !user.expired, idToken: user.id_token };
      },
      refresh: async () => (await manager.signinSilent()).id_token,
    };
  },
  async "keycloak-js"() {
    const { default: Keycloak } = await import("keycloak-js");
    const keycloak = new Keycloak({ oidcProvider: issuer, clientId: "app" });
    const { id_token: idToken, access_token: token } = tokens();
    await keycloak.init({ token, idToken, refreshToken: sign({ exp: now() + 7_200 }), checkLoginIframe: false, useNonce: false });
    return {
      use: async () => {
        await keycloak.updateToken(30);
        return { signedIn: keycloak.authenticated, idToken: keycloak.idToken };
      },
      refresh: async () => (await keycloak.updateToken(-1), keycloak.idToken),
    };
  },
  async "@auth0/auth0-spa-js"() {
    const { Auth0Client } = await import("@auth0/auth0-spa-js");
    const client = new Auth0Client({ domain: "tenant.example", clientId: "app", cacheLocation: "localstorage", useRefreshTokens: true });
    client.domainUrl = client.tokenIssuer = issuer;
    let url;
    await client.loginWithRedirect({ authorizationParams: { redirect_uri: callback }, openUrl: (text) => void (url = new URL(text)) });
    nonce = url.searchParams.get("nonce");
    await client.handleRedirectCallback(`${callback}?code=c&state=${encodeURIComponent(url.searchParams.get("state"))}`);
    nonce = undefined;
    return {
      use: async () => {
        await client.getTokenSilently();
        return { signedIn: await client.isAuthenticated(), idToken: (await client.getIdTokenClaims()).__raw };
      },
    };
  },
  async "@azure/msal-node"() {
    const { PublicClientApplication } = await import("@azure/msal-node");
    const authority = "https://login.example/tenant";
    const endpoint = (name) => `${authority}/${name}`;
    const endpoints = { authorization_endpoint: endpoint("authorize"), token_endpoint: endpoint("token"), jwks_uri: endpoint("jwks"), end_session_endpoint: endpoint("logout") };
    const respond = (body) => ({ status: 200, headers: {}, body });
    const client_info = Buffer.from(JSON.stringify({ uid: "alice", utid: "tenant" })).toString("base64url");
    const networkClient = {
      sendGetRequestAsync: async () => respond({ issuer: `${authority}/v2.0`, ...endpoints }),
      sendPostRequestAsync: async () => {
        requests += 1;
        const id_token = sign({ iss: `${authority}/v2.0`, tid: "tenant", exp: now() + 1 });
        return respond({ ...tokens(), id_token, token_type: "Bearer", expires_in: 3_600, scope: "openid profile", refresh_token: "refresh", client_info });
      },
    };
    const application = new PublicClientApplication({ auth: { clientId: "app", authority, knownAuthorities: ["login.example"] }, system: { networkClient } });
    const { account } = await application.acquireTokenByCode({ code: "c", redirectUri: callback, scopes: ["openid", "profile"] });
    return {
      use: async () => {
        const { idToken } = await application.acquireTokenSilent({ account, scopes: ["openid", "profile"] });
        return { signedIn: true, idToken };
      },
    };
  },
  async "@logto/client"() {
    const { createRequester, StandardLogtoClient } = await import("@logto/client");
    const values = new Map();
    const storage = { getItem: async (key) => values.get(key) ?? null, setItem: async (key, value) => void values.set(key, value), removeItem: async (key) => void values.delete(key) };
    const steps = { generateState: () => "s", generateCodeVerifier: () => "v", generateCodeChallenge: async () => "c", navigate() {} };
    const verifier = () => ({ verifyIdToken: async () => {} });
    const client = new StandardLogtoClient({ endpoint: issuer, appId: "app" }, { requester: createRequester(fetch), storage, ...steps }, verifier);
    await client.signIn(callback);
    await client.handleSignInCallback(`${callback}?code=c&state=s`);
    return {
      use: async () => {
        await client.getAccessToken();
        return { signedIn: await client.isAuthenticated(), idToken: await client.getIdToken() };
      },
    };
  },
  async "amazon-cognito-identity-js"() {
    const { default: cognito } = await import("amazon-cognito-identity-js");
    const pool = new cognito.CognitoUserPool({ UserPoolId: "us-east-1_abcdefghi", ClientId: "app", endpoint: issuer, Storage: localStorage });
    signInToUserPool();
    return {
      use: async () => {
        const session = await new Promise((resolve, reject) => pool.getCurrentUser().getSession((error, value) => (error ? reject(error) : resolve(value))));
        return { signedIn: true, idToken: session.getIdToken().getJwtToken() };
      },
    };
  },
  async "aws-amplify"() {
    const { Amplify } = await import("aws-amplify");
    const { fetchAuthSession } = await import("aws-amplify/auth");
    Amplify.configure({ Auth: { Cognito: { userPoolId: "us-east-1_abcdefghi", userPoolClientId: "app", userPoolEndpoint: issuer } } });
    signInToUserPool();
    return {
      use: async () => {
        const { tokens: current } = await fetchAuthSession();
        return { signedIn: Boolean(current), idToken: current.idToken.toString() };
      },
    };
  },
};
function signInToUserPool() {
  const prefix = "CognitoIdentityServiceProvider.app";
  const { id_token: idToken, access_token: accessToken } = tokens();
  localStorage.setItem(`${prefix}.LastAuthUser`, "alice");
  for (const [name, value] of Object.entries({ idToken, accessToken, refreshToken: "refresh", clockDrift: "0" })) localStorage.setItem(`${prefix}.alice.${name}`, value);
}
for (const [name, signIn] of Object.entries(libraries)) {
  const { use, refresh } = await signIn();
  const before = (await use()).idToken;
  await wait(2_100);
  requests = 0;
  const { signedIn, idToken } = await use();
  const found = idToken !== before ? "new ID token" : expired(idToken) ? "expired ID token" : "valid ID token";
  console.log(`${name}: ${signedIn ? "signed in" : "signed out"}, ${requests} requests, ${found}`);
  if (refresh) {
    idTokenInRefresh = false;
    const kept = await refresh();
    idTokenInRefresh = true;
    console.log(`${name}, after a refresh without an ID token: ${kept === idToken ? "the old one" : kept}`);
  }
}
process.exit();
JS
printed=$(node run.mjs 2>/dev/null | grep -v "^\[WARN\]")
echo "$printed"
[ "$printed" = "oidc-client-ts: signed in, 0 requests, expired ID token
oidc-client-ts, after a refresh without an ID token: the old one
keycloak-js: signed in, 0 requests, expired ID token
keycloak-js, after a refresh without an ID token: undefined
@auth0/auth0-spa-js: signed in, 0 requests, expired ID token
@azure/msal-node: signed in, 0 requests, expired ID token
@logto/client: signed in, 0 requests, expired ID token
amazon-cognito-identity-js: signed in, 1 requests, new ID token
aws-amplify: signed in, 1 requests, new ID token" ]
