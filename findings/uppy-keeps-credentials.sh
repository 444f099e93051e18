#!/usr/bin/env bash
# When Uppy's S3 plugin requests temporary credentials again.
#
# Guess: before `expiration`, or with each file; older versions renewed them at half of their lifetime.
# Found (@uppy/aws-s3 6.3.1): it never reads `expiration`. It keeps the credentials of the first file until S3 rejects them, and
# then sends the whole file a second time. `Credentials` as Cognito returns them (`AccessKeyId`, `SecretKey`)
# are not rejected: it signs as `undefined`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @uppy/core@6.3.1 @uppy/aws-s3@6.3.1
cat > run.mjs <<'JS'
const EXPIRED = "<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>";
let keys = [];
let rejected;
globalThis.XMLHttpRequest = class {
  upload = {};
  open(_method, url) { this.responseURL = url; }
  setRequestHeader() {}
  getResponseHeader(name) { return { etag: '"tag"', "content-type": "application/xml" }[name] ?? null; }
  abort() {}
  send() {
    const key = new URL(this.responseURL).searchParams.get("X-Amz-Credential").split("/")[0];
    keys.push(key);
    this.status = key === rejected ? 403 : 200;
    this.responseText = key === rejected ? EXPIRED : "";
    this.readyState = 4;
    queueMicrotask(() => this.onload({}));
  }
};
globalThis.navigator ??= {};
Object.defineProperty(globalThis.navigator, "onLine", { value: true, configurable: true });
const { default: Uppy } = await import("@uppy/core");
const { default: AwsS3 } = await import("@uppy/aws-s3");

async function upload(title, credentialsOf, rejectThird) {
  let calls = 0;
  keys = [];
  rejected = undefined;
  const options = { s3Endpoint: "https://bucket.s3.us-east-1.amazonaws.com", region: "us-east-1", shouldUseMultipart: false };
  const getCredentials = async () => ({ credentials: credentialsOf(`id${++calls}`), bucket: "bucket", region: "us-east-1" });
  const uppy = new Uppy().use(AwsS3, { ...options, getCredentials });
  for (const name of ["first", "second", "third"]) {
    if (name === "third" && rejectThird) rejected = "id1";
    uppy.addFile({ name, type: "text/plain", data: new Blob([name]) });
    await uppy.upload();
  }
  console.log(`${title}: requested ${calls}, signed as ${keys.join(", ")}`);
}
const secrets = { secretAccessKey: "secret", sessionToken: "token" };
const past = new Date(0);
await upload("expired", (accessKeyId) => ({ accessKeyId, ...secrets, expiration: past }));
await upload("rejected for the third file", (accessKeyId) => ({ accessKeyId, ...secrets, expiration: past }), true);
await upload("members as Cognito names them", (AccessKeyId) => ({ AccessKeyId, SecretKey: "secret", SessionToken: "token", Expiration: past }));
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "expired: requested 1, signed as id1, id1, id1
rejected for the third file: requested 2, signed as id1, id1, id1, id2
members as Cognito names them: requested 1, signed as undefined, undefined, undefined" ]
