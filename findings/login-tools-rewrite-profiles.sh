#!/usr/bin/env bash
# What login tools that use the npm package `ini` make of the files of AWS.
#
# Guess: the new keys of a profile with a dot in its name are written under another name by both tools. That old keys stay was not guessed.
# Found: aws-azure-login 3.6.4 writes the keys of `acme.dev` to `[acme\.dev]`, and leaves the old keys in `[acme.dev]`, which AWS SDKs
# continue to use. The next login to another profile removes the new keys. aws-sso-creds-helper 1.12.0 does not find such a profile. Both write
# a token that ends with `=` in quotes, which v3 sends as a part of the token. Of a config file, the start URL is cut off at `#`, and the
# endpoint of a service is lost, so that v3 calls AWS.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-azure-login@3.6.4 aws-sso-creds-helper@1.12.0 @aws-sdk/client-sts@3.1164.0
mkdir .aws
cat > .aws/credentials <<'INI'
[acme.dev]
aws_access_key_id = OLDKEY
aws_secret_access_key = secret
INI
cat > .aws/config <<'INI'
[profile local]
region = eu-west-1
services = local

[services local]
sts =
  endpoint_url = http://127.0.0.1:4545

[profile acme.dev]
sso_start_url = https://acme.awsapps.com/start#/
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = developer
region = eu-west-1
INI
export HOME=$folder AWS_CONFIG_FILE=$folder/.aws/config AWS_SHARED_CREDENTIALS_FILE=$folder/.aws/credentials AWS_EC2_METADATA_DISABLED=true
unset AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_ENDPOINT_URL AWS_ENDPOINT_URL_STS
cat > send.mjs <<'JS'
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const client = new STSClient();
const show = () => ({ request: { hostname, headers } }) => {
  const key = /Credential=(\w+)/.exec(headers.authorization)[1];
  console.log(`v3, ${process.env.AWS_PROFILE}: ${key}, token ${headers["x-amz-security-token"]}, to ${hostname}`);
  throw new Error("not sent");
};
client.middlewareStack.add(show, { step: "finalizeRequest", priority: "low" });
await client.send(new GetCallerIdentityCommand()).catch(({ message }) => message === "not sent" || console.log(message));
JS
cat > login.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { awsConfig } = require("./node_modules/aws-azure-login/lib/awsConfig.js");
const { getProfile } = require("./node_modules/aws-sso-creds-helper/lib/sso-creds.js");

const keys = { aws_access_key_id: "NEWKEY", aws_secret_access_key: "secret", aws_session_token: "token==" };
const sections = () => readFileSync(".aws/credentials", "utf8").match(/\[.*\]|aws_access_key_id.*/g).join(" ");
(async () => {
  await awsConfig.setProfileCredentialsAsync("acme.dev", keys);
  console.log(`after a login to acme.dev: ${sections()}`);
  await awsConfig.setProfileCredentialsAsync("local", keys);
  console.log(`after a login to local: ${sections()}`);
  await awsConfig.setProfileConfigValuesAsync("local", { output: "json" });
  try {
    getProfile("acme.dev");
  } catch ({ message }) {
    console.log(`aws-sso-creds-helper: ${message}`);
  }
})();
JS
printed=$(
  AWS_PROFILE=acme.dev node send.mjs 2> /dev/null
  node login.cjs 2> /dev/null
  grep sso_start_url .aws/config
  AWS_PROFILE=acme.dev node send.mjs 2> /dev/null
  AWS_PROFILE=local node send.mjs 2> /dev/null
)
echo "$printed"
[ "$printed" = "v3, acme.dev: OLDKEY, token undefined, to sts.eu-west-1.amazonaws.com
after a login to acme.dev: [acme.dev] aws_access_key_id=OLDKEY [acme\\.dev] aws_access_key_id=NEWKEY
after a login to local: [acme.dev] aws_access_key_id=OLDKEY [local] aws_access_key_id=NEWKEY
aws-sso-creds-helper: No profile found for acme.dev
sso_start_url=https://acme.awsapps.com/start
v3, acme.dev: OLDKEY, token undefined, to sts.eu-west-1.amazonaws.com
v3, local: NEWKEY, token \"token==\", to sts.eu-west-1.amazonaws.com" ]
