#!/usr/bin/env bash
# Whether tools that record and replay HTTP distinguish two operations of an AWS service with equal bodies.
#
# All operations of a service with an AWS JSON protocol are a POST to `/`; the header `x-amz-target` names the operation.
# `GetCredentialsForIdentity` and `GetOpenIdToken` can have the same body.
# Guess: each call gets the response that was recorded for it, or an error.
# Found: nock 14.0.17 with its defaults, Polly 6.0.6 with `matchRequestsBy.headers: false`, and undici's `SnapshotAgent` 7.30.2 with
# a `matchHeaders` that lacks `x-amz-target` replay the response of the other operation if the order differs. AWS SDK v3 ignores the
# unknown members, so the calls succeed, without the token or the credentials. With all headers, which is the default of Polly
# and undici, no recording is ever found, because the date, signature, or invocation ID differs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts nock@14.0.17 @pollyjs/core@6.0.6 @pollyjs/adapter-node-http@6.0.6 \
  @pollyjs/persister-fs@6.0.6 undici@7.30.2 @aws-sdk/client-cognito-identity@3.1164.0 @smithy/fetch-http-handler@5.8.1
cat > run.cjs <<'JS'
const { createServer } = require("node:http");
const { CognitoIdentity } = require("@aws-sdk/client-cognito-identity");
const { FetchHttpHandler } = require("@smithy/fetch-http-handler");

const responses = {
  GetOpenIdToken: { IdentityId: "us-east-1:1", Token: "token" },
  GetCredentialsForIdentity: { IdentityId: "us-east-1:1", Credentials: { AccessKeyId: "id", SecretKey: "secret", SessionToken: "t", Expiration: 2e9 } },
};
const server = createServer((request, response) => {
  const operation = request.headers["x-amz-target"].split(".")[1];
  request.resume().on("end", () => response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(responses[operation])));
}).listen(0);
const configuration = { endpoint: `http://127.0.0.1:${server.address().port}`, region: "us-east-1", maxAttempts: 1 };
const user = { IdentityId: "us-east-1:1" };
const record = async (client) => {
  await client.getCredentialsForIdentity(user);
  await client.getOpenIdToken(user);
};
const replay = async (title, client) => {
  for (const [name, operation] of [["Token", "getOpenIdToken"], ["Credentials", "getCredentialsForIdentity"]]) {
    const outcome = await client[operation](user).then((output) => (output[name] ? "right" : `no ${name}`), () => "error");
    console.log(`${title}, ${operation}: ${outcome}`);
  }
};

async function nock() {
  const nock = require("nock");
  const client = new CognitoIdentity(configuration);
  nock.recorder.rec({ output_objects: true, dont_print: true });
  await record(client);
  const recordings = nock.recorder.play();
  nock.restore();
  nock.activate();
  nock.define(recordings);
  await replay("nock", client);
  nock.cleanAll();
  nock.restore();
}

async function polly(title, options) {
  const { Polly } = require("@pollyjs/core");
  const adapters = [require("@pollyjs/adapter-node-http")];
  const persister = require("@pollyjs/persister-fs");
  const client = new CognitoIdentity(configuration);
  const start = (mode) => new Polly(title, { adapters, persister, mode, recordIfMissing: mode === "record", logLevel: "silent", ...options });
  const recorder = start("record");
  await record(client);
  await recorder.stop();
  const player = start("replay");
  await replay(title, client);
  await player.stop();
}

async function undici(title, options) {
  const { SnapshotAgent, setGlobalDispatcher } = require("undici");
  Object.assign(globalThis, { fetch: require("undici").fetch, Request: require("undici").Request });
  const client = new CognitoIdentity({ ...configuration, requestHandler: new FetchHttpHandler() });
  const start = (mode) => setGlobalDispatcher(new SnapshotAgent({ mode, snapshotPath: `${title}.json`, ...options }));
  start("record");
  await record(client);
  await require("undici").getGlobalDispatcher().saveSnapshots();
  start("playback");
  await replay(title, client);
}

(async () => {
  await nock();
  await polly("Polly", {});
  await polly("Polly without headers", { matchRequestsBy: { headers: false } });
  await undici("undici", {});
  await undici("undici by content type", { matchHeaders: ["content-type"] });
  await undici("undici by target", { matchHeaders: ["x-amz-target"] });
  process.exit();
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "nock, getOpenIdToken: no Token
nock, getCredentialsForIdentity: no Credentials
Polly, getOpenIdToken: error
Polly, getCredentialsForIdentity: error
Polly without headers, getOpenIdToken: no Token
Polly without headers, getCredentialsForIdentity: no Credentials
undici, getOpenIdToken: error
undici, getCredentialsForIdentity: error
undici by content type, getOpenIdToken: no Token
undici by content type, getCredentialsForIdentity: no Credentials
undici by target, getOpenIdToken: right
undici by target, getCredentialsForIdentity: right" ]
