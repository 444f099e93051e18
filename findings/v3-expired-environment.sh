#!/usr/bin/env bash
# What happens to keys in the environment whose `AWS_CREDENTIAL_EXPIRATION` has passed, as after `aws configure export-credentials`.
#
# Guess: an SDK that reads the variable says that they have expired, and sends nothing.
# Found: botocore 1.29.27 does, and the AWS CLI with it. @aws-sdk/client-sts 3.1164.0 reads the variable, and signs with them: the error
# comes from the service, in its own words. Each request reads the environment again. A date without a time zone, or without a time, is a
# TypeError in botocore.
#
# Needs apt-get and python3 on Debian 12 in addition.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sts@3.1164.0
apt-get download -qq -o APT::Sandbox::User=root python3-botocore=1.29.27+repack-1 python3-dateutil python3-jmespath python3-six \
  python3-urllib3
for package in *.deb; do dpkg -x "$package" root; done
cat > run.cjs <<'JS'
const { GetCallerIdentityCommand, STSClient } = require("@aws-sdk/client-sts");
let signed = "";
const handle = async ({ headers }) => {
  signed = headers.authorization.match(/Credential=(\w+)/)[1];
  return { response: { statusCode: 403, headers: {}, body: Buffer.from("<Error><Code>ExpiredToken</Code></Error>") } };
};
const client = new STSClient({ region: "us-east-1", requestHandler: { handle } });
client.send(new GetCallerIdentityCommand({})).catch(() => console.log(`v3: signed with ${signed || "nothing"}`));
JS
cat > run.py <<'PY'
import botocore.session
try:
    credentials = botocore.session.Session().get_credentials().get_frozen_credentials()
    print(f"botocore: signs with {credentials.access_key}")
except Exception as error:
    print(f"botocore: {error}")
PY
export AWS_ACCESS_KEY_ID=OFTHEENVIRONMENT AWS_SECRET_ACCESS_KEY=secret AWS_SESSION_TOKEN=token PYTHONPATH="$folder/root/usr/lib/python3/dist-packages"
unset AWS_PROFILE
observe() {
  for expiration in 2020-01-01T00:00:00Z 2020-01-01; do
    echo "$expiration"
    AWS_CREDENTIAL_EXPIRATION=$expiration node run.cjs 2>/dev/null
    AWS_CREDENTIAL_EXPIRATION=$expiration python3 run.py
  done
}
printed=$(observe)
echo "$printed"
[ "$printed" = "2020-01-01T00:00:00Z
v3: signed with OFTHEENVIRONMENT
botocore: Credentials were refreshed, but the refreshed credentials are still expired.
2020-01-01
v3: signed with OFTHEENVIRONMENT
botocore: can't subtract offset-naive and offset-aware datetimes" ]
