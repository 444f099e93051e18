#!/usr/bin/env bash
# Whether Amplify allows guests of an identity pool if its configuration file does not say so.
#
# Guess: yes, whatever the file, because both fields that concern guests are optional.
# Found: aws-amplify 6.22.1 allows them for `aws-exports`, unless `aws_mandatory_sign_in` is "enable", and not for
# `amplify_outputs.json`, unless `unauthenticated_identities_enabled` is true. A project that writes the newer file by hand therefore
# loses its guests, and `fetchAuthSession` reports no error: there are no credentials, and no request is sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-amplify@6.22.1
cat > run.mjs <<'JS'
import { Amplify } from "aws-amplify";
import { fetchAuthSession } from "aws-amplify/auth";

const pool = "us-east-1:11111111-2222-3333-4444-555555555555";
const region = "us-east-1";
const auth = { aws_region: region, identity_pool_id: pool, user_pool_id: "us-east-1_abc", user_pool_client_id: "client" };
const exports = {
  aws_project_region: region, aws_cognito_region: region, aws_cognito_identity_pool_id: pool, aws_user_pools_id: "us-east-1_abc",
  aws_user_pools_web_client_id: "client",
};
let requests = 0;
globalThis.fetch = async (url, { headers }) => {
  requests += 1;
  const body = headers["x-amz-target"].endsWith(".GetId")
    ? { IdentityId: "us-east-1:99999999-2222-3333-4444-555555555555" }
    : { Credentials: { AccessKeyId: "id", SecretKey: "secret", SessionToken: "token", Expiration: Date.now() / 1000 + 3600 } };
  return Response.json(body);
};
for (const [file, configuration] of [
  ["aws-exports", exports],
  ["aws-exports, aws_mandatory_sign_in", { ...exports, aws_mandatory_sign_in: "enable" }],
  ["amplify_outputs", { version: "1", auth }],
  ["amplify_outputs, unauthenticated_identities_enabled", { version: "1", auth: { ...auth, unauthenticated_identities_enabled: true } }],
]) {
  Amplify.configure(configuration);
  requests = 0;
  const { credentials } = await fetchAuthSession({ forceRefresh: true });
  console.log(`${file}: ${credentials ? "credentials" : "no credentials"}, ${requests ? "requests" : "no requests"}`);
}
process.exit();
JS
printed=$(node run.mjs 2> /dev/null)
echo "$printed"
[ "$printed" = "aws-exports: credentials, requests
aws-exports, aws_mandatory_sign_in: no credentials, no requests
amplify_outputs: no credentials, no requests
amplify_outputs, unauthenticated_identities_enabled: credentials, requests" ]
