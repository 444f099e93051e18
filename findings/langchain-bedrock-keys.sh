#!/usr/bin/env bash
# Whose keys `BedrockChat` of @langchain/community signs with if keys are passed in code, and others are in the environment.
#
# Guess: with those in code, and never with a part of each.
# Found (1.1.29): `chat_models/bedrock` ignores `awsAccessKeyId` and `awsSecretAccessKey`, and signs as the user of the environment;
# `chat_models/bedrock/web` signs them with the session token of the environment, which does not belong to them. `credentials` works in both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps @langchain/community@1.1.29 @langchain/core@1.4.0 \
  @smithy/signature-v4@5.7.5 @smithy/eventstream-codec@4.5.2 @smithy/protocol-http@5.6.2 @smithy/util-utf8@4.5.2 @aws-crypto/sha256-js@5.2.0 \
  @aws-sdk/credential-provider-node@3.972.99
cat > run.mjs <<'JS'
const keys = { awsAccessKeyId: "CODEKEY", awsSecretAccessKey: "secret" };
const credentials = { accessKeyId: "CODEKEY", secretAccessKey: "secret" };
for (const entry of ["bedrock", "bedrock/web"]) {
  const { BedrockChat } = await import(`@langchain/community/chat_models/${entry}`);
  for (const [title, options] of Object.entries({ keys, credentials: { credentials } })) {
    let seen;
    const fetchFn = async (_, { headers }) => {
      seen = `${/Credential=(\w+)/.exec(headers.authorization)?.[1]} with ${headers["x-amz-security-token"] ?? "no token"}`;
      return Response.json({ role: "assistant", content: [{ type: "text", text: "hi" }], usage: { input_tokens: 1, output_tokens: 1 } });
    };
    const chat = new BedrockChat({ model: "anthropic.claude-3-sonnet-20240229-v1:0", region: "us-east-1", maxRetries: 0, fetchFn, ...options });
    await chat.invoke("hi").catch(() => {}); // the request counts, not what comes of it
    console.log(`${entry}, ${title}: ${seen}`);
  }
}
JS
printed=$(AWS_ACCESS_KEY_ID=ENVKEY AWS_SECRET_ACCESS_KEY=secret AWS_SESSION_TOKEN=ENVTOKEN timeout 60 node --no-warnings run.mjs 2> /dev/null)
echo "$printed"
[ "$printed" = "bedrock, keys: ENVKEY with ENVTOKEN
bedrock, credentials: CODEKEY with no token
bedrock/web, keys: CODEKEY with ENVTOKEN
bedrock/web, credentials: CODEKEY with no token" ]
