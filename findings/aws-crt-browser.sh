#!/usr/bin/env bash
# Whether the browser files of AWS's Common Runtime can be bundled, and how they sign an MQTT connection to AWS IoT.
#
# Guess: they need only the package's dependencies, and they await the provider, or reject a result of another type.
# Found (aws-crt 1.33.2): they require `events` and `uuid`, which are not dependencies of the package. `getCredentials()` of a provider is
# called for each connection and not awaited, and its members are `aws_access_id` and `aws_secret_key`: with a promise, or with credentials
# in the form of the AWS SDK, they sign with the key "undefined" in the Region "undefined", without an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-crt@1.33.2 esbuild@0.28.2
echo 'export * from "aws-crt";' > all.js
npx esbuild all.js --bundle --platform=browser --outfile=bundle.js --log-limit=0 2>errors.txt || true
missing=$(sed -n 's/.*Could not resolve "\(.*\)"/\1/p' errors.txt | sort -u | xargs)
echo "missing: $missing"
npm install --silent --no-audit --no-fund --ignore-scripts events@3.3.0 uuid@8.3.2
cat > run.cjs <<'JS'
globalThis.window = globalThis;
const { create_websocket_url } = require("./node_modules/aws-crt/dist.browser/browser/ws.js");

const own = { aws_region: "us-east-1", aws_access_id: "id", aws_secret_key: "secret", aws_sts_token: "token" };
const sdk = { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" };
for (const [title, getCredentials] of [["as documented", () => own], ["a promise", async () => own], ["as the AWS SDK names them", () => sdk]]) {
  const url = create_websocket_url({
    host_name: "example-ats.iot.us-east-1.amazonaws.com",
    port: 443,
    websocket: { protocol: "wss" },
    credentials_provider: { getCredentials },
  });
  const [key, , region] = new URL(url).searchParams.get("X-Amz-Credential").split("/");
  console.log(`${title}: key ${key}, Region ${region}`);
}
JS
printed=$(node run.cjs)
echo "$printed"
[ "missing: $missing
$printed" = "missing: events uuid
as documented: key id, Region us-east-1
a promise: key undefined, Region undefined
as the AWS SDK names them: key undefined, Region undefined" ]
