#!/usr/bin/env bash
# What small S3 clients do with temporary credentials, which consist of two keys and a session token.
#
# Guess: they sign the session token, or refuse it.
# Found: the driver `s3` of unstorage 1.17.6 and s3mini 1.0.2 have no option for it, ignore `sessionToken`, and sign with the two keys
# alone. AWS does not accept such keys without the token, so credentials of an identity pool, of a role, or from AWS Lambda's environment
# seem to be invalid. aws4fetch 1.0.20, which unstorage uses, would sign the token.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts unstorage@1.17.6 aws4fetch@1.0.20 s3mini@1.0.2
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { AwsClient } from "aws4fetch";
import { S3mini } from "s3mini";
import { createStorage } from "unstorage";
import s3Driver from "unstorage/drivers/s3";

const server = createServer(({ headers }, response) => {
  console.log(`  key: ${/Credential=(\w+)/.exec(headers.authorization)?.[1]}, session token: ${headers["x-amz-security-token"]}`);
  response.writeHead(200, { etag: '"tag"' }).end();
}).listen(0);
const endpoint = `http://127.0.0.1:${server.address().port}`;
const credentials = { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" };
const region = "us-east-1";

console.log("unstorage");
await createStorage({ driver: s3Driver({ ...credentials, endpoint, region, bucket: "bucket" }) }).setItem("key", "value");
console.log("s3mini");
await new S3mini({ ...credentials, endpoint: `${endpoint}/bucket`, region }).putObject("key", "value");
console.log("aws4fetch");
await new AwsClient({ ...credentials, region, service: "s3" }).fetch(`${endpoint}/bucket/key`, { method: "PUT", body: "value" });
server.close();
server.closeAllConnections();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "unstorage
  key: id, session token: undefined
s3mini
  key: id, session token: undefined
aws4fetch
  key: id, session token: token" ]
