#!/usr/bin/env bash
# How clients that sign in a hook sign the retry of a request whose credentials have been renewed in between.
#
# Guess: each attempt has its own time and the credentials of that moment.
# Found: got4aws 1.2.1 finds the headers of the first attempt in the retry, and leaves them: it signs with the new key, and sends the session
# token and the time of the first attempt. AWS refuses a token that does not belong to the key, also if the retry follows a refusal of
# expired credentials. aws4-axios 3.4.0 with axios-retry 4.5.0 signs each attempt anew.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts got4aws@1.2.1 aws-sdk@2.1693.0 aws4-axios@3.4.0 axios@1.21.1 axios-retry@4.5.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { aws4Interceptor } from "aws4-axios";
import axios from "axios";
import axiosRetry from "axios-retry";

const require = createRequire(import.meta.url);
const { default: got4aws = require("got4aws") } = require("got4aws");
const { Credentials } = require("aws-sdk");

/** Responds to the first attempt with status 503. */
let attempts;
const server = createServer((request, response) => {
  const key = /Credential=([^/]+)/.exec(request.headers.authorization)[1];
  attempts.push({ key, token: request.headers["x-amz-security-token"], date: request.headers["x-amz-date"] });
  const found = attempts.length > 1;
  request.resume().on("end", () => response.writeHead(found ? 200 : 503, { "content-type": "application/json" }).end("{}"));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

/** Credentials that are renewed before each use. */
let renewals;
const renewed = () => (renewals += 1) && { accessKeyId: `key-${renewals}`, secretAccessKey: "secret", sessionToken: `token-${renewals}` };
const pause = 2_100;
const clients = {
  got4aws: () => {
    const provider = () => new Credentials(renewed());
    const client = got4aws({ service: "execute-api", region: "us-east-1", providers: [provider] });
    return client(url, { retry: { calculateDelay: ({ attemptCount }) => (attemptCount > 1 ? 0 : pause) } });
  },
  "aws4-axios": () => {
    const client = axios.create();
    const credentials = { getCredentials: async () => renewed() };
    client.interceptors.request.use(aws4Interceptor({ options: { region: "us-east-1", service: "execute-api" }, credentials }));
    axiosRetry(client, { retries: 1, retryDelay: () => pause });
    return client.get(url);
  },
};
for (const [name, request] of Object.entries(clients)) {
  attempts = [];
  renewals = 0;
  await request();
  const [first, second] = attempts;
  console.log(`${name}: first ${first.key} with ${first.token}, then ${second.key} with ${second.token}, ${first.date === second.date ? "the same time" : "another time"}`);
}
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "got4aws: first key-1 with token-1, then key-2 with token-1, the same time
aws4-axios: first key-1 with token-1, then key-2 with token-2, another time" ]
