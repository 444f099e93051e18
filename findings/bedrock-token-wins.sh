#!/usr/bin/env bash
# Whose permissions a Bedrock client uses if `credentials` are passed in code and the environment has `AWS_BEARER_TOKEN_BEDROCK`.
#
# Guess: the credentials in code, because AWS SDKs prefer explicit configuration to the environment. This is how a backend calls Bedrock
# with a user's credentials from an identity pool.
# Found: @aws-sdk/client-bedrock-runtime 3.1164.0, @ai-sdk/amazon-bedrock 5.0.101, and @anthropic-ai/bedrock-sdk 1.1.3 all send the token
# from the environment. They never call the provider, so each user has the permissions of the token, and its owner pays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-bedrock-runtime@3.1164.0 @ai-sdk/amazon-bedrock@5.0.101 \
  @anthropic-ai/bedrock-sdk@1.1.3
cat > run.mjs <<'JS'
import { createAmazonBedrock } from "@ai-sdk/amazon-bedrock";
import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";

let calls;
const provider = async () => {
  calls += 1;
  return { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" };
};
const region = "us-east-1";
const stop = (headers) => {
  const authorization = new Headers(headers).get("authorization");
  throw Object.assign(new Error("enough seen"), { scheme: authorization.split(" ")[0] });
};
const fetch = async (_url, { headers }) => stop(headers);
const schemeOf = (error) => error?.scheme ?? schemeOf(error.cause);
const text = [{ type: "text", text: "Hello" }];
const send = {
  "AWS SDK": () => new BedrockRuntimeClient({ region, credentials: provider, maxAttempts: 1, requestHandler: { handle: async ({ headers }) => stop(headers) } })
    .send(new ConverseCommand({ modelId: "model", messages: [] })),
  "AI SDK": () => createAmazonBedrock({ region, credentialProvider: provider, fetch })("model").doGenerate({ prompt: [{ role: "user", content: text }] }),
  Anthropic: () => new AnthropicBedrock({ awsRegion: region, providerChainResolver: async () => provider, fetch, maxRetries: 0 })
    .messages.create({ model: "model", max_tokens: 1, messages: [{ role: "user", content: "Hello" }] }),
};
for (const token of [undefined, "token-of-the-server"]) {
  if (token) process.env.AWS_BEARER_TOKEN_BEDROCK = token;
  for (const [client, call] of Object.entries(send)) {
    calls = 0;
    const error = await call().catch((thrown) => thrown);
    console.log(`${token ? "token in the environment" : "no token"}, ${client}: ${schemeOf(error)}, provider called: ${calls}`);
  }
}
JS
printed=$(env -u AWS_BEARER_TOKEN_BEDROCK node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "no token, AWS SDK: AWS4-HMAC-SHA256, provider called: 1
no token, AI SDK: AWS4-HMAC-SHA256, provider called: 1
no token, Anthropic: AWS4-HMAC-SHA256, provider called: 1
token in the environment, AWS SDK: Bearer, provider called: 0
token in the environment, AI SDK: Bearer, provider called: 0
token in the environment, Anthropic: Bearer, provider called: 0" ]
