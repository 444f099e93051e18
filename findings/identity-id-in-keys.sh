#!/usr/bin/env bash
# What libraries make of the ID of an identity (`us-east-1:UUID`) in the key of an object in S3, in an ARN, and in the key of a cache. The
# policies of AWS's documentation allow users of identity pools the prefix `private/${cognito-identity.amazonaws.com:sub}/`.
#
# Guess: a colon is valid in keys of S3, and nothing special.
# Found: unstorage 1.17.6 silently writes to `private/us-east-1/UUID/`, where a user has no access; sanitize-s3-objectkey 0.0.1 removes the
# colon; flydrive 2.1.0 refuses the key; aws-arn-parser 1.0.1 cuts the ARN off; the iterator of Keyv 5.6.0 with an empty namespace cuts
# the Region off. The clients of AWS, @flystorage/aws-s3 1.2.0, and s3mini 1.0.2 leave the key as it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts unstorage@1.17.6 aws4fetch@1.0.20 flydrive@2.1.0 @aws-sdk/client-s3@3.1164.0 \
  @aws-sdk/s3-request-presigner@3.1164.0 @flystorage/aws-s3@1.2.0 @flystorage/file-storage@1.2.0 s3mini@1.0.2 sanitize-s3-objectkey@0.0.1 \
  aws-arn-parser@1.0.1 @aws-sdk/util-arn-parser@3.972.51 keyv@5.6.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { parse } from "@aws-sdk/util-arn-parser";
import { AwsS3StorageAdapter } from "@flystorage/aws-s3";
import { FileStorage } from "@flystorage/file-storage";
import parseArn from "aws-arn-parser";
import { Disk } from "flydrive";
import { S3Driver } from "flydrive/drivers/s3";
import Keyv from "keyv";
import { S3mini } from "s3mini";
import sanitize from "sanitize-s3-objectkey";
import { createStorage } from "unstorage";
import s3Driver from "unstorage/drivers/s3";

let written;
const server = createServer((request, response) => {
  if (request.method === "PUT") written = decodeURIComponent(request.url.split("?")[0].replace("/bucket/", ""));
  request.resume().on("end", () => response.writeHead(200, { etag: '"e"' }).end());
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${server.address().port}`;
const region = "us-east-1";
const keys = { accessKeyId: "id", secretAccessKey: "secret" };
const client = new S3Client({ endpoint, region, credentials: keys, forcePathStyle: true });
const id = "us-east-1:1f0e4a7c-1111-4222-8333-444444444444";
const key = `private/${id}/a.txt`;
const writers = {
  "@aws-sdk/client-s3": () => client.send(new PutObjectCommand({ Bucket: "bucket", Key: key, Body: "x" })),
  "@flystorage/aws-s3": () => new FileStorage(new AwsS3StorageAdapter(client, { bucket: "bucket" })).write(key, "x"),
  s3mini: () => new S3mini({ endpoint: `${endpoint}/bucket`, region, ...keys }).putObject(key, "x"),
  unstorage: () => createStorage({ driver: s3Driver({ endpoint, region, bucket: "bucket", ...keys }) }).setItem(key, "x"),
  "sanitize-s3-objectkey": () => client.send(new PutObjectCommand({ Bucket: "bucket", Key: sanitize(key), Body: "x" })),
  flydrive: () => new Disk(new S3Driver({ client, bucket: "bucket", visibility: "private" })).put(key, "x"),
};
for (const [name, write] of Object.entries(writers)) {
  written = "no request";
  const outcome = await write().then(() => written, (error) => `${written}, ${error.code}`);
  console.log(`${name}: ${outcome === key ? "the key as it is" : outcome}`);
}
const arn = `arn:aws:s3:::bucket/private/${id}/*`;
console.log(`@aws-sdk/util-arn-parser: ${parse(arn).resource}`);
console.log(`aws-arn-parser: ${(parseArn.default ?? parseArn)(arn).relativeId}`);
for (const namespace of ["app", ""]) {
  const cache = new Keyv({ store: new Map(), namespace });
  await cache.set(id, 1);
  for await (const [name] of cache.iterator()) console.log(`Keyv, namespace "${namespace}": ${name}`);
}
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = '@aws-sdk/client-s3: the key as it is
@flystorage/aws-s3: the key as it is
s3mini: the key as it is
unstorage: private/us-east-1/1f0e4a7c-1111-4222-8333-444444444444/a.txt
sanitize-s3-objectkey: private/us-east-11f0e4a7c-1111-4222-8333-444444444444/a.txt
flydrive: no request, E_UNALLOWED_CHARACTERS
@aws-sdk/util-arn-parser: bucket/private/us-east-1:1f0e4a7c-1111-4222-8333-444444444444/*
aws-arn-parser: bucket/private/us-east-1
Keyv, namespace "app": us-east-1:1f0e4a7c-1111-4222-8333-444444444444
Keyv, namespace "": 1f0e4a7c-1111-4222-8333-444444444444' ]
