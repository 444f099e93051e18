#!/usr/bin/env bash
# How often the plugin of the library `analytics` for Amazon Pinpoint calls `getCredentials`, and what it does with events if that fails.
#
# Guess: it calls it once, and goes on with credentials that have expired.
# Found (@analytics/aws-pinpoint 0.7.12): it calls it for each batch, every three seconds by default. If it fails, the plugin writes a line
# to the console, and the events of the batch are lost.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts analytics@0.8.19 @analytics/aws-pinpoint@0.7.12 @babel/runtime@7.29.15 jsdom@26.1.0 \
  esbuild@0.28.2
npx esbuild --bundle --platform=browser --format=iife --outfile=bundle.js --log-level=error <<'JS'
import Analytics from "analytics";
import awsPinpointPlugin from "@analytics/aws-pinpoint";
window.start = (options) => Analytics({ app: "app", plugins: [awsPinpointPlugin(options)] });
JS
cat > run.mjs <<'JS'
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("", { url: "https://example.com/", runScripts: "outside-only" });
const sent = [];
window.fetch = async (resource, init) => {
  const { BatchItem } = await new Request(resource, init).json();
  sent.push(...Object.values(BatchItem).flatMap(({ Events }) => Object.values(Events).map(({ EventType }) => EventType)));
  return new Response("{}", { status: 200 });
};
Object.assign(window, { Headers, Request, Response, TextEncoder });
Object.defineProperty(window, "crypto", { value: webcrypto });
window.console.log = () => {};
window.eval(readFileSync("bundle.js", "utf8"));

let calls = 0;
let isOffline = false;
const getCredentials = async () => {
  calls += 1;
  if (isOffline) throw new Error("offline");
  return { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token" };
};
const pause = () => new Promise((resolve) => setTimeout(resolve, 2_500));
const analytics = window.start({ pinpointRegion: "us-east-1", pinpointAppId: "app", flushInterval: 500, getCredentials });
for (const [name, offline] of [["first", false], ["second", true], ["third", false]]) {
  await pause();
  isOffline = offline;
  analytics.track(name);
}
await pause();
const received = sent.filter((name) => !name.startsWith("_")).join(" ");
console.log(`calls of getCredentials: ${calls}; sent: ${received}`);
process.exit(received === "first third" && calls >= 3 ? 0 : 1);
JS
node run.mjs
