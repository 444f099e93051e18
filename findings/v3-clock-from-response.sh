#!/usr/bin/env bash
# Which time AWS SDK v3 signs a request with after a successful response whose `Date` is not the current time.
#
# Guess: that of the response.
# Found (@aws-sdk/client-sqs 3.1164.0): so it is. One response that a cache, a mock, or a recorder returns with its old `Date` makes the
# client sign the next request for that time; the service refuses it, and the second attempt is right. Tests that freeze the clock, here
# with mockdate 3.0.5, sign only the first request for the frozen time if the server is a real one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sqs@3.1164.0 mockdate@3.0.5
cat > run.cjs <<'JS'
const { ListQueuesCommand, SQSClient } = require("@aws-sdk/client-sqs");
const MockDate = require("mockdate");

const years = async (title, date) => {
  const signed = [];
  const handle = async ({ headers }) => {
    signed.push(headers["x-amz-date"].slice(0, 4));
    return { response: { statusCode: 200, headers: { date }, body: Buffer.from("{}") } };
  };
  const client = new SQSClient({ region: "us-east-1", credentials: { accessKeyId: "id", secretAccessKey: "secret" }, requestHandler: { handle } });
  for (let request = 0; request < 2; request += 1) await client.send(new ListQueuesCommand({}));
  console.log(`${title}: ${signed.map((year) => (Number(year) > 2025 ? "now" : year)).join(", ")}`);
};
(async () => {
  const now = new Date().toUTCString();
  await years("current Date", now);
  await years("Date of 2024", "Fri, 02 Feb 2024 00:00:00 GMT");
  MockDate.set("2020-01-01T00:00:00Z");
  await years("current Date, clock frozen in 2020", now);
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "current Date: now, now
Date of 2024: now, 2024
current Date, clock frozen in 2020: 2020, now" ]
