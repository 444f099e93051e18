#!/usr/bin/env bash
# How often `@aws/amazon-location-utilities-auth-helper` requests credentials if the clock of the device is fast.
#
# Guess: once, until shortly before the credentials expire, with a minimum interval between two requests.
# Found (1.3.3): it sets a timer for the time until `expiration` by the clock of the device, without a minimum. If the clock is two hours
# ahead, credentials that are valid for an hour seem expired, and each response immediately causes the next request: 20 calls of the
# provider in far less than a second. If a refresh fails once, the error is an unhandled rejection, and it never refreshes again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund @aws/amazon-location-utilities-auth-helper@1.3.3
cat > run.cjs <<'JS'
const { withCredentialProvider } = require("@aws/amazon-location-utilities-auth-helper");

const HOUR_MS = 3_600_000;
/** Calls of the provider within a second, at most 20. `ahead` is how far the clock of the device is ahead. */
async function calls(ahead, failAt) {
  let count = 0;
  const provider = async () => {
    count += 1;
    if (count === failAt) throw new Error("offline");
    if (count >= 20) return new Promise(() => {}); // enough seen
    return { accessKeyId: "id", secretAccessKey: "secret", expiration: new Date(Date.now() - ahead + HOUR_MS) };
  };
  await withCredentialProvider(provider, "us-east-1");
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return count;
}
process.on("unhandledRejection", (error) => console.log(`unhandled: ${error.message}`));
(async () => {
  console.log(`clock right: ${await calls(0)}`);
  console.log(`clock two hours ahead: ${await calls(2 * HOUR_MS)}`);
  console.log(`second refresh fails: ${await calls(2 * HOUR_MS, 3)}`);
  process.exit();
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "clock right: 1
clock two hours ahead: 20
unhandled: offline
second refresh fails: 3" ]
