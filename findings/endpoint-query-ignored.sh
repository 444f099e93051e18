#!/usr/bin/env bash
# Where botocore sends requests if `endpoint_url` has a query.
#
# Guess: requests go to that host, with or without the query.
# Found (botocore 1.29.27 of Debian 12): they go to AWS, without a warning, including any tokens: the endpoint rules reject a URL with a
# query, and continue as if there were no endpoint. A fragment, or a user and a password, have no effect. AWS SDK for JavaScript v3 3.1164.0
# has similar rules, but keeps the host, and drops the query.
#
# Also needs apt-get on Debian 12. No request is sent, because the script blocks name look-ups.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq -o APT::Sandbox::User=root python3-botocore=1.29.27+repack-1 python3-dateutil python3-jmespath python3-six \
  python3-urllib3 python3-requests python3-certifi python3-chardet python3-idna python3.11-minimal libpython3.11-minimal libpython3.11-stdlib
for package in *.deb; do dpkg -x "$package" root; done
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-cognito-identity@3.1164.0
cat > call.py <<'PY'
import socket, sys
from botocore import UNSIGNED
from botocore.config import Config
from botocore.session import Session

names = set()

def record(name, *rest, **named):
    names.add(name)
    raise socket.gaierror("not looked up")

socket.getaddrinfo = record
config = Config(signature_version=UNSIGNED, retries={"max_attempts": 0})
client = Session().create_client("cognito-identity", region_name="us-east-1", endpoint_url=sys.argv[1], config=config)
try:
    client.get_id(IdentityPoolId="us-east-1:11111111-2222-4333-8444-555555555555")
except Exception:
    print(",".join(names))
PY
cat > call.js <<'JS'
const { CognitoIdentity } = require("@aws-sdk/client-cognito-identity");
const requestHandler = { handle: async ({ hostname, path, query }) => { throw new Error(`${hostname}${path}${JSON.stringify(query ?? {})}`); } };
const client = new CognitoIdentity({ region: "us-east-1", endpoint: process.argv[2], requestHandler, maxAttempts: 1 });
client.getId({ IdentityPoolId: "us-east-1:11111111-2222-4333-8444-555555555555" }).catch(({ message }) => console.log(message));
JS
export PYTHONHOME=$folder/root/usr PYTHONPATH=$folder/root/usr/lib/python3/dist-packages AWS_CONFIG_FILE=/dev/null
# expect WANTED COMMAND…
expect() {
  local wanted=$1 printed
  shift
  printed=$("$@" 2>/dev/null)
  echo "${*: -1}, ${*: -2:1}: $printed"
  [ "$printed" = "$wanted" ]
}

python=root/usr/bin/python3.11
expect "local.test" $python call.py "http://local.test:4545/"
expect "local.test" $python call.py "http://local.test:4545/#part"
expect "local.test" $python call.py "http://user:password@local.test:4545/"
expect "cognito-identity.us-east-1.amazonaws.com" $python call.py "http://local.test:4545/?team=blue"
expect "local.test/{}" node call.js "http://local.test:4545/?team=blue"
