#!/usr/bin/env bash
# What a GraphQL subscription of Amplify does if the custom `credentialsProvider` fails when it starts, for example because the device
# is offline.
#
# Guess: the observer gets the error, or Amplify tries again, as it does if the connection fails.
# Found (aws-amplify 6.22.1): neither. The provider is called once, nothing is connected, and the observer is not called, even after the
# provider works again. There is no unhandled rejection either. If the connection fails instead, Amplify opens it again and again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-amplify@6.22.1
cat > run.mjs <<'JS'
import { Amplify } from "aws-amplify";
import { generateClient } from "aws-amplify/api";

const region = "us-east-1";
let calls = 0;
let connections = 0;
let isOnline;
const credentialsProvider = {
  async getCredentialsAndIdentityId() {
    calls += 1;
    if (!isOnline) throw new Error("offline");
    return { credentials: { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" }, identityId: "us-east-1:1" };
  },
  clearCredentialsAndIdentityId() {},
};
globalThis.WebSocket = class {
  constructor() {
    connections += 1;
    setTimeout(() => {
      this.onerror?.(new Event("error"));
      this.onclose?.(new Event("close"));
    }, 10);
  }
  close() {}
};
Amplify.configure(
  { API: { GraphQL: { endpoint: "https://example.appsync-api.us-east-1.amazonaws.com/graphql", region, defaultAuthMode: "iam" } } },
  { Auth: { credentialsProvider } },
);
process.on("unhandledRejection", (error) => console.log(`unhandled: ${error.message}`));
for (const state of ["offline", "online"]) {
  isOnline = state === "online";
  calls = connections = 0;
  const events = [];
  const subscription = generateClient().graphql({ query: `subscription ${state} { a }` });
  subscription.subscribe({ error: () => events.push("error"), complete: () => events.push("complete") });
  setTimeout(() => { isOnline = true; }, 500);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  console.log(`${state}: provider called ${calls > 0}, connections ${connections > 1 ? "several" : connections}, observer called ${events.length > 0}`);
}
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "offline: provider called true, connections 0, observer called false
online: provider called true, connections several, observer called false" ]
