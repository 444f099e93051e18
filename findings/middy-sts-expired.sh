#!/usr/bin/env bash
# Whether `@middy/sts` requests new credentials of a role when the last ones have expired.
#
# Guess: no: by default, values are kept for as long as the process lives.
# Found (@middy/sts 4.7.0): so it is. A function that is called often enough to stay warm works for an hour, and then fails with
# ExpiredToken until its environment ends. `cacheExpiry` has to be set to less than the lifetime of the session. The expiration is not
# handed on either, so that clients cannot notice it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @middy/core@4.7.0 @middy/sts@4.7.0 @aws-sdk/client-sts@3.1164.0
cat > run.mjs <<'JS'
import { setTimeout } from "node:timers/promises";
import { STSClient } from "@aws-sdk/client-sts";
import middy from "@middy/core";
import sts from "@middy/sts";

const lifetime = 1000;
let roles;
const handle = async () => {
  roles += 1;
  const body = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>key${roles}</AccessKeyId>
    <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
    <Expiration>${new Date(Date.now() + lifetime).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
  return { response: { statusCode: 200, headers: {}, body: Buffer.from(body) } };
};
class AwsClient extends STSClient {
  constructor(options) {
    super({ ...options, region: "us-east-1", credentials: { accessKeyId: "id", secretAccessKey: "secret" }, requestHandler: { handle } });
  }
}
for (const options of [{}, { cacheExpiry: lifetime / 2 }]) {
  roles = 0;
  const fetchData = { role: { RoleArn: "arn:aws:iam::123456789012:role/reader" } };
  const handler = middy()
    .use(sts({ AwsClient, fetchData, cacheKey: JSON.stringify(options), setToContext: true, ...options }))
    .handler((_event, { role }) => `${role.accessKeyId}, expiration ${role.expiration}`);
  const context = () => ({ getRemainingTimeInMillis: () => 1000 });
  const first = await handler({}, context());
  await setTimeout(2 * lifetime);
  const second = await handler({}, context());
  console.log(`${JSON.stringify(options)}: first ${first}; after it has expired, ${first === second ? "the same" : "a new key"}`);
}
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = '{}: first key1, expiration undefined; after it has expired, the same
{"cacheExpiry":500}: first key1, expiration undefined; after it has expired, a new key' ]
