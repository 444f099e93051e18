#!/usr/bin/env bash
# The lifetime that signers state for a URL or token if the credentials that sign it expire in ten minutes. Such a URL expires with them.
#
# Guess: each signer states the lifetime that the caller requested.
# Found: `getUrl` of aws-amplify 6.22.1 and aws-msk-iam-sasl-signer-js 1.0.3 shorten it to the remaining lifetime of the credentials.
# @aws-sdk/s3-request-presigner and @aws-sdk/s3-presigned-post 3.1164.0 state the seven days that were requested, and
# @aws-sdk/rds-signer 3.1164.0 its fixed 15 minutes, and @aws/bedrock-token-generator 1.1.0 its default of twelve hours, without a
# warning: a link from a one-hour session claims to work for a week.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-amplify@6.22.1 aws-msk-iam-sasl-signer-js@1.0.3 @aws-sdk/client-s3@3.1164.0 \
  @aws-sdk/s3-request-presigner@3.1164.0 @aws-sdk/s3-presigned-post@3.1164.0 @aws-sdk/rds-signer@3.1164.0 \
  @aws/bedrock-token-generator@1.1.0
cat > run.mjs <<'JS'
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Signer } from "@aws-sdk/rds-signer";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { getTokenProvider } from "@aws/bedrock-token-generator";
import { Amplify } from "aws-amplify";
import { getUrl } from "aws-amplify/storage";
import msk from "aws-msk-iam-sasl-signer-js";

const WEEK_S = 7 * 24 * 3_600;
const region = "us-east-1";
const credentials = async () => ({
  accessKeyId: "id",
  secretAccessKey: "secret",
  sessionToken: "token",
  expiration: new Date(Date.now() + 10 * 60_000),
});
const credentialsProvider = {
  getCredentialsAndIdentityId: async () => ({ credentials: await credentials(), identityId: "us-east-1:1" }),
  clearCredentialsAndIdentityId() {},
};
Amplify.configure(
  {
    Storage: { S3: { bucket: "a-bucket", region } },
    Auth: { Cognito: { identityPoolId: "us-east-1:00000000-0000-0000-0000-000000000000", allowGuestAccess: true } },
  },
  { Auth: { credentialsProvider } },
);
const s3 = new S3Client({ region, credentials });
const object = { Bucket: "a-bucket", Key: "key" };
const statedBy = (url) => Number(new URL(url).searchParams.get("X-Amz-Expires"));
const seconds = {
  "s3-request-presigner": async () => statedBy(await getSignedUrl(s3, new GetObjectCommand(object), { expiresIn: WEEK_S })),
  "s3-presigned-post": async () => {
    const { Policy } = (await createPresignedPost(s3, { ...object, Expires: WEEK_S })).fields;
    return (new Date(JSON.parse(Buffer.from(Policy, "base64")).expiration) - Date.now()) / 1_000;
  },
  "rds-signer": async () => statedBy(`https://${await new Signer({ region, credentials, hostname: "db", port: 5432, username: "user" }).getAuthToken()}`),
  "bedrock-token-generator": async () => {
    const token = await getTokenProvider({ region, credentials })();
    return statedBy(`https://${Buffer.from(token.replace("bedrock-api-key-", ""), "base64")}`);
  },
  "msk-iam-sasl-signer": async () => {
    const { token } = await msk.generateAuthTokenFromCredentialsProvider({ region, awsCredentialsProvider: credentials });
    return statedBy(Buffer.from(token, "base64url").toString());
  },
  "Amplify getUrl": async () => statedBy((await getUrl({ path: "key", options: { expiresIn: WEEK_S } })).url),
};
for (const [name, lifetime] of Object.entries(seconds)) {
  console.log(`${name}: ${Math.round((await lifetime()) / 60)} minutes`);
}
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "s3-request-presigner: 10080 minutes
s3-presigned-post: 10080 minutes
rds-signer: 15 minutes
bedrock-token-generator: 720 minutes
msk-iam-sasl-signer: 10 minutes
Amplify getUrl: 10 minutes" ]
