#!/usr/bin/env bash
# Which credentials a function that lambda-local runs has in its environment.
#
# Guess: the two keys and the token of the profile; if the profile has no token, an older `AWS_SESSION_TOKEN` stays.
# Found (lambda-local 2.2.0): what a profile lacks is taken from the next profile in the file, so that the function has the keys of one
# profile and the token of another one, which do not belong together. A token in the environment stays, also if the profile has its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts lambda-local@2.2.0
cat > credentials <<'INI'
[permanent]
aws_access_key_id = PERMANENT
aws_secret_access_key = secret

[temporary]
aws_access_key_id = TEMPORARY
aws_secret_access_key = secret
aws_session_token = TOKEN
INI
cat > function.js <<'JS'
exports.handler = async () => `${process.env.AWS_ACCESS_KEY_ID} with ${process.env.AWS_SESSION_TOKEN ?? "no token"}`;
JS
cat > run.js <<'JS'
const lambdaLocal = require("lambda-local");

const [, , profileName] = process.argv;
lambdaLocal
  .execute({ event: {}, lambdaPath: "./function.js", profilePath: `${__dirname}/credentials`, profileName, verboseLevel: 0 })
  .then((keys) => console.log(`profile ${profileName}, AWS_SESSION_TOKEN ${process.argv[3]}: ${keys}`));
JS
run() { env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY -u AWS_SESSION_TOKEN HOME="$folder" "$@"; }
printed=$(
  run node run.js permanent unset
  run node run.js temporary unset
  run AWS_SESSION_TOKEN=OLDER node run.js temporary OLDER
)
echo "$printed"
[ "$printed" = "profile permanent, AWS_SESSION_TOKEN unset: PERMANENT with TOKEN
profile temporary, AWS_SESSION_TOKEN unset: TEMPORARY with TOKEN
profile temporary, AWS_SESSION_TOKEN OLDER: TEMPORARY with OLDER" ]
