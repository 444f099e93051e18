#!/usr/bin/env bash
# Which clients of AWS SDK v3 can send an event stream from a page.
#
# Guess: Lex sends it over `fetch`, and Transcribe over a WebSocket.
# Found: Transcribe, Rekognition, and Bedrock open a WebSocket with a signed URL. `StartConversation` of Lex, `Chat` of Q Business, and
# `StartSpeechSynthesisStream` of Polly fail in the files for browsers, before a request is sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts esbuild@0.28.2 @aws-sdk/client-transcribe-streaming@3.1141.0 \
  @aws-sdk/client-rekognitionstreaming@3.1112.0 @aws-sdk/client-bedrock-runtime@3.1162.0 @aws-sdk/client-lex-runtime-v2@3.1048.0 \
  @aws-sdk/client-qbusiness@3.1050.0 @aws-sdk/client-polly@3.1142.0
cat > application.js <<'JS'
export { TranscribeStreamingClient, StartStreamTranscriptionCommand } from "@aws-sdk/client-transcribe-streaming";
export { RekognitionStreamingClient, StartFaceLivenessSessionCommand } from "@aws-sdk/client-rekognitionstreaming";
export { BedrockRuntimeClient, InvokeModelWithBidirectionalStreamCommand } from "@aws-sdk/client-bedrock-runtime";
export { LexRuntimeV2Client, StartConversationCommand } from "@aws-sdk/client-lex-runtime-v2";
export { QBusinessClient, ChatCommand } from "@aws-sdk/client-qbusiness";
export { PollyClient, StartSpeechSynthesisStreamCommand } from "@aws-sdk/client-polly";
JS
npx esbuild application.js --bundle --platform=browser --format=esm --outfile=bundle.mjs --log-level=error
cat > run.mjs <<'JS'
import * as sdk from "./bundle.mjs";

let opened;
globalThis.WebSocket = class {
  constructor(url) {
    opened(new URL(url).searchParams.has("X-Amz-Security-Token") ? "a WebSocket, signed for temporary credentials" : url);
  }
  addEventListener() {}
  close() {}
  send() {}
};
globalThis.fetch = async () => opened("fetch");
const config = {
  region: "us-east-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token" },
  maxAttempts: 1,
};
async function* stream(event) {
  yield event;
}
const VideoEvent = { VideoChunk: new Uint8Array(1), TimestampMillis: 1 };
const calls = {
  Transcribe: [sdk.TranscribeStreamingClient, sdk.StartStreamTranscriptionCommand,
    { LanguageCode: "en-US", MediaEncoding: "pcm", MediaSampleRateHertz: 16000, AudioStream: stream({ AudioEvent: {} }) }],
  Rekognition: [sdk.RekognitionStreamingClient, sdk.StartFaceLivenessSessionCommand,
    { SessionId: "s", VideoWidth: "1", VideoHeight: "1", ChallengeVersions: "1", LivenessRequestStream: stream({ VideoEvent }) }],
  Bedrock: [sdk.BedrockRuntimeClient, sdk.InvokeModelWithBidirectionalStreamCommand,
    { modelId: "m", body: stream({ chunk: { bytes: new Uint8Array(1) } }) }],
  Lex: [sdk.LexRuntimeV2Client, sdk.StartConversationCommand,
    { botId: "b", botAliasId: "a", localeId: "en_US", sessionId: "s", requestEventStream: stream({ TextInputEvent: { text: "hi" } }) }],
  "Q Business": [sdk.QBusinessClient, sdk.ChatCommand,
    { applicationId: "a", inputStream: stream({ textEvent: { userMessage: "hi" } }) }],
  Polly: [sdk.PollyClient, sdk.StartSpeechSynthesisStreamCommand,
    { Engine: "generative", OutputFormat: "mp3", VoiceId: "Joanna", ActionStream: stream({ TextEvent: { Text: "hi" } }) }],
};
const lines = [];
for (const [name, [Client, Command, input]] of Object.entries(calls)) {
  const how = new Promise((resolve) => {
    opened = resolve;
  });
  const failed = new Client(config).send(new Command(input)).catch((error) => error.message);
  lines.push(`${name}: ${await Promise.race([how, failed])}`);
}
console.log(lines.join("\n"));
process.exit();
JS
printed=$(node run.mjs 2> /dev/null)
echo "$printed"
[ "$printed" = "Transcribe: a WebSocket, signed for temporary credentials
Rekognition: a WebSocket, signed for temporary credentials
Bedrock: a WebSocket, signed for temporary credentials
Lex: event stream request is not supported in browser.
Q Business: event stream request is not supported in browser.
Polly: event stream request is not supported in browser." ]
