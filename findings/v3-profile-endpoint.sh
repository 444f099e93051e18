#!/usr/bin/env bash
# Which endpoint AWS SDK v3 uses if a client has `profile` in its options.
#
# Guess: none was written down; this was seen while another one was run. We relied on the endpoint being that of the profile.
# Found (3.1164.0): the keys are those of the profile, but `services` and `endpoint_url` are those of the profile `default`, or of
# `AWS_PROFILE`. A profile for a local service calls AWS, and keys for AWS are sent to the local service. The AWS CLI uses one profile for all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sts@3.1164.0
cat > config <<'INI'
[default]
region = eu-west-1

[profile local]
region = eu-west-1
endpoint_url = http://127.0.0.1:4545
aws_access_key_id = LOCALKEY
aws_secret_access_key = secret

[profile aws]
region = eu-west-1
aws_access_key_id = AWSKEY
aws_secret_access_key = secret
INI
cat > run.mjs <<'JS'
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const profile = process.argv[2];
const client = new STSClient({ profile });
const show = () => ({ request: { hostname, headers } }) => {
  const key = /Credential=(\w+)/.exec(headers.authorization)[1];
  console.log(`profile ${profile}, AWS_PROFILE ${process.env.AWS_PROFILE}: ${key} to ${hostname}`);
  throw new Error("not sent");
};
client.middlewareStack.add(show, { step: "finalizeRequest", priority: "low" });
await client.send(new GetCallerIdentityCommand()).catch(({ message }) => message === "not sent" || console.log(message));
JS
unset AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_ENDPOINT_URL AWS_ENDPOINT_URL_STS
export AWS_CONFIG_FILE=$folder/config AWS_SHARED_CREDENTIALS_FILE=$folder/none AWS_EC2_METADATA_DISABLED=true
printed=$(
  node run.mjs local 2> /dev/null
  AWS_PROFILE=local node run.mjs aws 2> /dev/null
  AWS_PROFILE=local node run.mjs 2> /dev/null
)
echo "$printed"
[ "$printed" = "profile local, AWS_PROFILE undefined: LOCALKEY to sts.eu-west-1.amazonaws.com
profile aws, AWS_PROFILE local: AWSKEY to 127.0.0.1
profile undefined, AWS_PROFILE local: LOCALKEY to 127.0.0.1" ]
