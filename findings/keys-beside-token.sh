#!/usr/bin/env bash
# Which credentials a profile gives that has keys and also `sso_session`, or `role_arn` with `web_identity_token_file`: the old keys of a user
# who now signs in, for example. Needs python3-botocore 1.29 of Debian 12.
#
# Guess: AWS SDK v3 uses the keys in both cases, and botocore the other way.
# Found (@aws-sdk/credential-providers 3.1164.0): so it is, also in botocore 1.43.11. The same profile is a user with permanent keys in
# Node.js, and the role in Python and in the AWS CLI. aws-sdk 2.1693.0 uses the keys in the first case, and the token in the second.
set -euo pipefail
[[ "$(/usr/bin/python3 -c 'import botocore; print(botocore.__version__)')" == "1.29."* ]] || { echo "needs python3-botocore of Debian 12"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/credential-providers@3.1164.0
echo '{}' > token
cat > config <<INI
[profile both]
region = us-east-1
sso_session = work
sso_account_id = 123456789012
sso_role_name = developer
[sso-session work]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
[profile pod]
region = us-east-1
role_arn = arn:aws:iam::123456789012:role/pod
web_identity_token_file = $folder/token
INI
printf '[both]\naws_access_key_id = OLDKEY\naws_secret_access_key = secret\n[pod]\naws_access_key_id = OLDKEY\naws_secret_access_key = secret\n' > credentials
cat > v3.cjs <<'JS'
require("@aws-sdk/credential-providers").fromNodeProviderChain()().then(({ accessKeyId }) => console.log(accessKeyId), ({ message }) => console.log(message));
JS
cat > session.py <<'PY'
import botocore.session
print(botocore.session.Session().get_credentials().method) # no request is sent before the keys are read
PY
unset AWS_DEFAULT_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN
export AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials"
printed=$(for profile in both pod; do
  export AWS_PROFILE=$profile
  echo "$profile: v3 $(node --no-warnings v3.cjs), botocore $(/usr/bin/python3 session.py)"
done)
echo "$printed"
[ "$printed" = "both: v3 OLDKEY, botocore sso
pod: v3 OLDKEY, botocore assume-role-with-web-identity" ]
