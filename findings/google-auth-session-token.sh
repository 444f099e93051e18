#!/usr/bin/env bash
# How Google's auth library handles AWS credentials in the form of the AWS SDKs for JavaScript.
#
# Guess: workload identity federation works if the supplier returns the result of an AWS SDK provider, or the library reports an error.
# Found (google-auth-library 11.3.4): it reads `token`, and ignores `sessionToken` without a warning. The signed request lacks
# `x-amz-security-token`, without which AWS does not accept temporary keys; the error appears only in Google's token exchange.
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
