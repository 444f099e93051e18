#!/usr/bin/env bash
# What Google's auth library makes of AWS credentials that have the names that every AWS SDK for JavaScript gives them.
#
# Guess: workload identity federation works if the supplier returns what a provider of the AWS SDK returns, or the library complains.
# Found (google-auth-library 11.3.4): it reads `token`, and ignores `sessionToken` without a warning. The signed request lacks
# `x-amz-security-token`, without which AWS does not know temporary keys; the error appears in Google's token exchange only.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts google-auth-library@11.3.4
cat > run.cjs <<'JS'
const { AwsClient } = require("google-auth-library");

const keys = { accessKeyId: "id", secretAccessKey: "secret" };
(async () => {
  for (const name of ["sessionToken", "token"]) {
    const client = new AwsClient({
      audience: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/aws",
      subject_token_type: "urn:ietf:params:aws:token-type:aws4_request",
      aws_security_credentials_supplier: {
        getAwsRegion: async () => "us-east-1",
        getAwsSecurityCredentials: async () => ({ ...keys, [name]: "token" }),
      },
    });
    const { headers } = JSON.parse(decodeURIComponent(await client.retrieveSubjectToken()));
    console.log(`${name}: ${headers.some(({ key }) => key === "x-amz-security-token") ? "sent" : "dropped"}`);
  }
})();
JS
printed=$(node run.cjs)
echo "$printed"
[ "$printed" = "sessionToken: dropped
token: sent" ]
