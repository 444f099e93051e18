#!/usr/bin/env bash
# What CloudWatch RUM's web client does with recorded events if the credential provider of `setAwsCredentials` fails temporarily.
#
# Guess: it keeps them for the next batch.
# Found (@aws-rum/web-core 3.2.1): they are lost. A batch is removed from the cache before it is signed, and is not restored. The call of
# the provider in `setAwsCredentials` is not awaited: its error is an unhandled rejection.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-rum/web-core@3.2.1
cat > run.cjs <<'JS'
const { join } = require("node:path");
const folder = join(__dirname, "node_modules/@aws-rum/web-core/dist/cjs");
globalThis.window = globalThis;
globalThis.document = { addEventListener() {}, removeEventListener() {}, visibilityState: "visible" };
const { Dispatch } = require(join(folder, "dispatch/Dispatch.js"));
const { createSigningConfig } = require(join(folder, "dispatch/signing.js"));

const cached = [];
const eventCache = {
  hasEvents: () => cached.length > 0,
  hasCandidates: () => false,
  getEventBatch: () => cached.splice(0),
  getAppMonitorDetails: () => ({}),
  getUserDetails: () => ({}),
  getCommonMetadata: () => ({}),
};
const arrived = [];
const fetchFunction = async (request) => {
  arrived.push(...(await request.json()).RumEvents.map(({ id }) => id));
  return new Response("{}");
};
let isOnline = false;
const provider = async () => {
  if (!isOnline) throw new Error("offline");
  return { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" };
};
process.on("unhandledRejection", (error) => console.log(`unhandled: ${error.message}`));
(async () => {
  const configuration = { dispatchInterval: 0, retries: 2, signing: true, cookieAttributes: { unique: false }, fetchFunction };
  const dispatch = new Dispatch("app", "us-east-1", new URL("https://dataplane.rum.us-east-1.amazonaws.com"), eventCache, configuration);
  dispatch.setSigningConfigFactory(createSigningConfig);
  dispatch.setAwsCredentials(provider);
  await new Promise((resolve) => setTimeout(resolve));
  for (const id of ["first", "second"]) {
    cached.push({ id, timestamp: new Date(), type: "event", metadata: "{}", details: "{}" });
    await dispatch.dispatchFetch().then(() => console.log(`${id}: sent`), (error) => console.log(`${id}: ${error.message}`));
    isOnline = true;
  }
  console.log(`in the cache: ${cached.length}, arrived: ${arrived.join(", ")}`);
  process.exit();
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "unhandled: offline
first: offline
second: sent
in the cache: 0, arrived: second" ]
