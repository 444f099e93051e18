#!/usr/bin/env bash
# Whether libraries for SAML service providers accept the responses of libraries for identity providers, with the defaults of both.
#
# Guess: nearly all pairs work, because all of them implement the Web Browser SSO Profile of SAML 2.0.
# Found: four of nine do not. samlify 2.13.1 writes no authentication statement, which the profile requires, and signs only the response:
# saml2-js 4.0.4 and @node-saml/node-saml 5.1.0 refuse it. samlp 8.0.0 signs only the assertion, and its statement has no session index:
# node-saml requires a signature of the response, and saml2-js the index, which is optional in SAML. AWS STS requires the statement and a
# signature of the assertion.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund samlify@2.13.1 samlp@8.0.0 @boxyhq/saml20@1.15.2 saml2-js@4.0.4 @node-saml/node-saml@5.1.0
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /CN=idp.example -days 2 2>/dev/null
cat > run.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { default: boxyhq } = require("@boxyhq/saml20");
const { SAML } = require("@node-saml/node-saml");
const saml2js = require("saml2-js");
const samlify = require("samlify");
const samlp = require("samlp");
const profileMapper = require("samlp/lib/claims/PassportProfileMapper");

const [key, cert] = ["key.pem", "cert.pem"].map((file) => readFileSync(file, "utf8"));
const [idp, sso, app, acs] = ["https://idp.example", "https://idp.example/sso", "https://app.example/metadata", "https://app.example/acs"];
const post = (Location) => [{ Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", Location }];
samlify.setSchemaValidator({ validate: async () => "valid" });
const ofSamlify = {
  idp: samlify.IdentityProvider({ entityID: idp, privateKey: key, signingCert: cert, singleSignOnService: post(sso), singleLogoutService: post(sso) }),
  sp: samlify.ServiceProvider({ entityID: app, assertionConsumerService: post(acs) }),
};
const promised = (start) => new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))));

const identityProviders = {
  samlify: async () => {
    const request = { extract: { request: { id: "_request" } } };
    return (await ofSamlify.idp.createLoginResponse(ofSamlify.sp, request, "post", { email: "alice@example.com" })).context;
  },
  samlp: async () => {
    const options = { key, cert, issuer: idp, audience: app, destination: acs, recipient: acs, profileMapper };
    const user = { id: "alice", displayName: "Alice", emails: [{ value: "alice@example.com" }], name: {} };
    return Buffer.from(String(await promised((done) => samlp.getSamlResponse(options, user, done)))).toString("base64");
  },
  "@boxyhq/saml20": async () => {
    const claims = { email: "alice@example.com", raw: { id: "alice", email: "alice@example.com", firstName: "Alice", lastName: "A" } };
    const xml = await boxyhq.createSAMLResponse({ audience: app, issuer: idp, acsUrl: acs, claims, requestId: "_request", privateKey: key, publicKey: cert });
    return xml.startsWith("<") ? Buffer.from(xml).toString("base64") : xml;
  },
};

const serviceProviders = {
  "saml2-js": (SAMLResponse) => {
    const service = new saml2js.ServiceProvider({ entity_id: app, private_key: "", certificate: "", assert_endpoint: acs, allow_unencrypted_assertion: true });
    const provider = new saml2js.IdentityProvider({ sso_login_url: sso, certificates: [cert] });
    return promised((done) => service.post_assert(provider, { request_body: { SAMLResponse } }, done));
  },
  "node-saml": (SAMLResponse) =>
    new SAML({ callbackUrl: acs, idpCert: cert, issuer: app, audience: app, entryPoint: sso }).validatePostResponseAsync({ SAMLResponse }),
  samlify: (SAMLResponse) => ofSamlify.sp.parseLoginResponse(ofSamlify.idp, "post", { body: { SAMLResponse } }),
};

(async () => {
  for (const [issuer, respond] of Object.entries(identityProviders)) {
    const response = await respond();
    for (const [reader, check] of Object.entries(serviceProviders)) {
      const verdict = await check(response).then(
        () => "accepted",
        (error) => String(error?.message ?? error),
      );
      console.log(`${issuer} to ${reader}: ${verdict}`);
    }
  }
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "samlify to saml2-js: Expected 1 AuthnStatement; found 0
samlify to node-saml: Invalid signature
samlify to samlify: accepted
samlp to saml2-js: SessionIndex not an attribute of AuthnStatement.
samlp to node-saml: Invalid document signature
samlp to samlify: accepted
@boxyhq/saml20 to saml2-js: accepted
@boxyhq/saml20 to node-saml: accepted
@boxyhq/saml20 to samlify: accepted" ]
