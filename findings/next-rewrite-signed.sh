#!/usr/bin/env bash
# What happens if the endpoint of AWS SDK v3 is a path of a Next.js application whose `rewrites` forward it to another server.
#
# Guess: requests arrive, with only `Host` changed.
# Found (Next.js 16.4.6, AWS SDK 3.1164.0): none arrives. The SDK requests `/aws/`; Next.js redirects it with status 308 to `/aws`,
# which the SDK does not follow: it parses the text of the redirect as JSON, and throws a `SyntaxError`. With
# `skipTrailingSlashRedirect`, requests arrive with the `Host` of the other server, which the signature does not cover: a server
# that verifies signatures refuses them.
set -euo pipefail
folder=$(mktemp -d)
processes=()
trap '[ ${#processes[@]} = 0 ] || kill "${processes[@]}" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
export NEXT_TELEMETRY_DISABLED=1
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts next@16.4.6 react@19.3.1 react-dom@19.3.1 \
  @aws-sdk/client-cognito-identity@3.1164.0
mkdir app
echo 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;' > app/layout.jsx
echo 'export default () => <p>hello</p>;' > app/page.jsx
cat > next.config.js <<'JS'
const destination = `http://127.0.0.1:${process.env.TARGET}/`;
export default {
  skipTrailingSlashRedirect: process.env.SKIP === "yes",
  rewrites: () => [{ source: "/aws", destination }],
};
JS
cat > target.js <<'JS'
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
const server = createServer((request, response) => {
  const signed = /SignedHeaders=(?:[\w-]+;)*host[;,]/.test(request.headers.authorization);
  const isOwn = request.headers.host === `127.0.0.1:${server.address().port}`;
  appendFileSync("seen", `${signed ? "signed" : "unsigned"} Host, ${isOwn ? "that of the target" : "that of Next.js"}\n`);
  response.setHeader("content-type", "application/x-amz-json-1.1").end('{"IdentityPools":[]}');
});
server.listen(0, "127.0.0.1", () => writeFileSync("port", `${server.address().port}\n`));
JS
cat > call.js <<'JS'
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
const client = new CognitoIdentity({
  endpoint: `http://127.0.0.1:${process.argv[2]}/aws`,
  region: "us-east-1",
  credentials: { accessKeyId: "id", secretAccessKey: "secret" },
});
await client.listIdentityPools({ MaxResults: 1 }).then(
  () => console.log("success"),
  ({ name, $metadata }) => console.log(`${name}, ${$metadata?.attempts} attempt`),
);
JS
node target.js & processes+=($!)
until [ -s port ]; do sleep 0.1; done
read -r TARGET < port
export TARGET
# expect SKIP WANTED: the results in the SDK and in the target.
expect() {
  local log=log-$1 url
  : > seen
  SKIP=$1 node node_modules/next/dist/bin/next dev --hostname 127.0.0.1 --port 0 > "$log" 2>&1 & processes+=($!)
  until grep -q "Ready in" "$log"; do sleep 0.2; done
  url=$(grep -o 'http://127.0.0.1:[0-9]*' "$log" | head -n 1)
  printed="$(node call.js "${url##*:}" 2>/dev/null); the target saw: $(cat seen)"
  kill "${processes[-1]}"
  wait "${processes[-1]}" 2>/dev/null || true
  unset 'processes[-1]'
  echo "skipTrailingSlashRedirect $1: $printed"
  [ "$printed" = "$2" ]
}

expect no "SyntaxError, 1 attempt; the target saw: "
expect yes "success; the target saw: signed Host, that of the target"
