#!/usr/bin/env bash
# Signing with aws4 in the request hook of an HTTP client: what the retry of a request contains if the credentials have been renewed after
# the first attempt. `@smithy/signature-v4` is signed with in the same hooks for comparison.
#
# Guess: a hook runs for each attempt, with the request of the caller, so that each attempt has a signature of its own.
# Found: the hooks of ky 1.14.3, ofetch 1.5.1, got 14.6.6, and xior 0.8.5 receive the headers that they have set for the first attempt.
# aws4 1.13.2 leaves a time and a session token that it finds, and signs them with the new key: AWS refuses a token that does not belong
# to the key. @smithy/signature-v4 5.7.5 replaces both. up-fetch 2.6.1, @better-fetch/fetch 1.3.3, wretch 2.11.1, and Redux Toolkit 2.15.0
# pass the headers of the caller.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws4@1.13.2 @smithy/signature-v4@5.7.5 @aws-crypto/sha256-js@5.2.0 ky@1.14.3 ofetch@1.5.1 \
  got@14.6.6 xior@0.8.5 up-fetch@2.6.1 @better-fetch/fetch@1.3.3 wretch@2.11.1 @reduxjs/toolkit@2.15.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import aws4 from "aws4";
import { Sha256 } from "@aws-crypto/sha256-js";
import { betterFetch } from "@better-fetch/fetch";
import { fetchBaseQuery, retry as retryQuery } from "@reduxjs/toolkit/query";
import { SignatureV4 } from "@smithy/signature-v4";
import got from "got";
import ky from "ky";
import { ofetch } from "ofetch";
import { up } from "up-fetch";
import wretch from "wretch";
import { retry as retryWretch } from "wretch/middlewares";
import xior from "xior";
import retryXior from "xior/plugins/error-retry";

/** Responds to the first attempt with status 503. */
let attempts;
const server = createServer((request, response) => {
  const key = /Credential=([^/]+)/.exec(request.headers.authorization)[1];
  attempts.push(`${key} with ${request.headers["x-amz-security-token"]}`);
  const status = attempts.length > 1 ? 200 : 503;
  request.resume().on("end", () => response.writeHead(status, { "content-type": "application/json" }).end("{}"));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const host = `127.0.0.1:${server.address().port}`;
const url = `http://${host}/`;

/** Credentials that are renewed before each use. */
let renewals;
const renewed = () => (renewals += 1) && { accessKeyId: `key-${renewals}`, secretAccessKey: "secret", sessionToken: `token-${renewals}` };
const target = { service: "execute-api", region: "us-east-1" };
const signers = {
  aws4: (headers) => aws4.sign({ ...target, host, path: "/", method: "GET", headers: { ...headers } }, renewed()).headers,
  "@smithy/signature-v4": async (headers) => {
    const signer = new SignatureV4({ ...target, credentials: renewed(), sha256: Sha256 });
    const request = { protocol: "http:", hostname: "127.0.0.1", path: "/", method: "GET", headers: { ...headers, host } };
    return (await signer.sign(request)).headers;
  },
};
const withoutHost = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "host"));
const assign = (headers, signed) => Object.entries(withoutHost(signed)).forEach(([name, value]) => headers.set(name, value));
const delay = 10;
const clients = {
  ky: (sign) => {
    const beforeRequest = [async ({ headers }) => assign(headers, await sign(Object.fromEntries(headers)))];
    return ky(url, { retry: { limit: 1, delay: () => delay }, hooks: { beforeRequest } });
  },
  ofetch: (sign) => ofetch(url, {
    retry: 1,
    retryDelay: delay,
    async onRequest({ options }) {
      options.headers = new Headers(withoutHost(await sign(Object.fromEntries(new Headers(options.headers)))));
    },
  }),
  got: (sign) => {
    const beforeRequest = [async (options) => void (options.headers = withoutHost(await sign(options.headers)))];
    return got(url, { retry: { limit: 1, calculateDelay: ({ attemptCount }) => (attemptCount > 1 ? 0 : delay) }, hooks: { beforeRequest } });
  },
  xior: (sign) => {
    const client = xior.create();
    client.plugins.use(retryXior({ retryTimes: 1, retryInterval: delay }));
    client.interceptors.request.use(async (config) => ({ ...config, headers: withoutHost(await sign(config.headers)) }));
    return client.get(url);
  },
  "up-fetch": (sign) => {
    const onRequest = async ({ headers }) => assign(headers, await sign(Object.fromEntries(headers)));
    return up(fetch)(url, { retry: { attempts: 1, delay }, onRequest });
  },
  "@better-fetch/fetch": (sign) => betterFetch(url, {
    retry: { type: "linear", attempts: 1, delay },
    onRequest: async (context) => ({ ...context, headers: new Headers(withoutHost(await sign(Object.fromEntries(new Headers(context.headers))))) }),
  }),
  wretch: (sign) => {
    const signing = (next) => async (address, options) => next(address, { ...options, headers: withoutHost(await sign(options.headers)) });
    return wretch(url).middlewares([retryWretch({ delayTimer: delay, maxAttempts: 1 }), signing]).get().res();
  },
  "Redux Toolkit": (sign) => {
    const prepareHeaders = async (headers) => (assign(headers, await sign(Object.fromEntries(headers))), headers);
    const query = retryQuery(fetchBaseQuery({ prepareHeaders }), { maxRetries: 1, backoff: async () => {} });
    return query(url, { signal: new AbortController().signal }, {});
  },
};
for (const [signerName, sign] of Object.entries(signers)) {
  for (const [name, request] of Object.entries(clients)) {
    attempts = [];
    renewals = 0;
    await request(sign);
    console.log(`${signerName} in ${name}: ${attempts.join(", then ")}`);
  }
}
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
right="key-1 with token-1, then key-2 with token-2"
mixed="key-1 with token-1, then key-2 with token-1"
[ "$printed" = "aws4 in ky: $mixed
aws4 in ofetch: $mixed
aws4 in got: $mixed
aws4 in xior: $mixed
aws4 in up-fetch: $right
aws4 in @better-fetch/fetch: $right
aws4 in wretch: $right
aws4 in Redux Toolkit: $right
@smithy/signature-v4 in ky: $right
@smithy/signature-v4 in ofetch: $right
@smithy/signature-v4 in got: $right
@smithy/signature-v4 in xior: $right
@smithy/signature-v4 in up-fetch: $right
@smithy/signature-v4 in @better-fetch/fetch: $right
@smithy/signature-v4 in wretch: $right
@smithy/signature-v4 in Redux Toolkit: $right" ]
