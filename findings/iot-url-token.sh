#!/usr/bin/env bash
# Whether the URL of a WebSocket connection to AWS IoT includes the session token in its signature.
#
# AWS IoT expects the token behind the signature, not under it ("iotdevicegateway", MQTT over WebSocket).
# Guess: aws4 and aws4fetch leave it out, because both have special cases for IoT; Smithy's signer does not.
# Found: AWS's aws-iot-device-sdk 2.2.16, aws4fetch 1.0.20, and aws-signature-v4 1.4.0 leave it out; aws4 1.13.2 and @smithy/signature-v4 5.7.5
# sign it, so their URLs for temporary credentials, such as those of an identity pool, differ from those of AWS's device SDK. To use
# one of them, sign without the token, and append it as `X-Amz-Security-Token`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-iot-device-sdk@2.2.16 aws4@1.13.2 aws4fetch@1.0.20 aws-signature-v4@1.4.0 \
  @smithy/signature-v4@5.7.5
cat > run.mjs <<'JS'
import { createHash, createHmac } from "node:crypto";
import { createRequire } from "node:module";
import { AwsClient } from "aws4fetch";

const require = createRequire(import.meta.url);
const host = "example-ats.iot.us-east-1.amazonaws.com";
const [region, service] = ["us-east-1", "iotdevicegateway"];
const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token/+=" };
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

/** Which part of the query the signature covers, calculated here once more. */
function signedPart(text) {
  const url = new URL(text);
  const query = [...url.searchParams].filter(([name]) => name !== "X-Amz-Signature");
  const [, date] = url.searchParams.get("X-Amz-Credential").split("/");
  const key = [date, region, service, "aws4_request"].reduce(hmac, "AWS4secret");
  const isSignedWith = (members, hash) => {
    const canonicalQuery = members.map((pair) => pair.map(encodeURIComponent).join("=")).sort().join("&");
    const request = ["GET", url.pathname, canonicalQuery, `host:${host}`, "", "host", hash].join("\n");
    const scope = `${date}/${region}/${service}/aws4_request`;
    const toSign = ["AWS4-HMAC-SHA256", url.searchParams.get("X-Amz-Date"), scope, sha256(request)].join("\n");
    return hmac(key, toSign).toString("hex") === url.searchParams.get("X-Amz-Signature");
  };
  const token = query.filter(([name]) => name === "X-Amz-Security-Token").length === 1 ? "" : ", which is missing";
  const hashes = [sha256(""), "UNSIGNED-PAYLOAD"];
  if (hashes.some((hash) => isSignedWith(query, hash))) return `with the token${token}`;
  const rest = query.filter(([name]) => name !== "X-Amz-Security-Token");
  return hashes.some((hash) => isSignedWith(rest, hash)) ? `without the token${token}` : "otherwise";
}

class Sha256 {
  constructor(key) { this.hash = key ? createHmac("sha256", key) : createHash("sha256"); }
  update(data) { this.hash.update(data); }
  async digest() { return new Uint8Array(this.hash.digest()); }
}

const urls = {
  "aws-iot-device-sdk": () =>
    require("aws-iot-device-sdk/device").prepareWebSocketUrl(
      { protocol: "wss", host, region }, keys.accessKeyId, keys.secretAccessKey, keys.sessionToken),
  aws4fetch: async () =>
    (await new AwsClient({ ...keys, region, service }).sign(`https://${host}/mqtt`, { aws: { signQuery: true } })).url,
  aws4: () => `wss://${host}${require("aws4").sign({ host, path: "/mqtt", region, service, signQuery: true }, keys).path}`,
  "aws-signature-v4": () =>
    require("aws-signature-v4").createPresignedURL("GET", host, "/mqtt", service, "", {
      key: keys.accessKeyId, secret: keys.secretAccessKey, sessionToken: keys.sessionToken, region, protocol: "wss" }),
  "@smithy/signature-v4": async () => {
    const { SignatureV4 } = require("@smithy/signature-v4");
    const signer = new SignatureV4({ credentials: keys, region, service, sha256: Sha256 });
    const { query } = await signer.presign({ method: "GET", protocol: "wss:", hostname: host, path: "/mqtt", headers: { host }, query: {} });
    return `wss://${host}/mqtt?${new URLSearchParams(query)}`;
  },
};
for (const [name, url] of Object.entries(urls)) {
  console.log(`${name}: ${signedPart(await url())}`);
}
process.exit();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "aws-iot-device-sdk: without the token
aws4fetch: without the token
aws4: with the token
aws-signature-v4: without the token
@smithy/signature-v4: with the token" ]
