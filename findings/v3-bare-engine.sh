#!/usr/bin/env bash
# Which globals the files for browsers of AWS SDK v3 need in an engine that has only ECMAScript, as QuickJS, with a request handler of the
# application, so that `fetch` is not needed.
#
# Guess: the client loads and makes public calls; a signature needs `TextEncoder`.
# Found (3.1164.0): it does not load without `console` and `TextEncoder`. A public call then needs `URL`, `crypto`, `ReadableStream`, and
# `TextDecoder`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-cognito-identity@3.1164.0 esbuild@0.28.2
cat > application.js <<'JS'
import { CognitoIdentityClient, GetIdCommand } from "@aws-sdk/client-cognito-identity";
export const getId = (handle) =>
  new CognitoIdentityClient({ region: "us-east-1", requestHandler: { handle } }).send(new GetIdCommand({ IdentityPoolId: "us-east-1:1" }));
JS
npx esbuild application.js --bundle --platform=browser --format=iife --global-name=Application --outfile=bundle.js --log-level=error
cat > run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const bundle = readFileSync("bundle.js", "utf8");
/** Adds a missing global after another until the call succeeds. */
async function missing(run) {
  const added = {};
  for (;;) {
    const engine = createContext({ ...added });
    if (!added.console) runInContext("delete globalThis.console", engine); // V8 adds one
    try {
      await run(engine);
      return Object.keys(added);
    } catch (error) {
      const name = /^(\w+) is not defined/.exec(error.message)?.[1];
      if (name === undefined || name in added) throw error;
      added[name] = globalThis[name];
    }
  }
}
const handle = async () => ({ response: { statusCode: 200, headers: {}, body: new Response('{"IdentityId":"us-east-1:1"}').body } });
const toLoad = await missing((engine) => runInContext(bundle, engine));
const toCall = await missing(async (engine) => {
  runInContext(bundle, engine);
  await engine.Application.getId(handle);
});
console.log(`to load: ${toLoad.join(", ")}`);
console.log(`to call: ${toCall.join(", ")}`);
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "to load: console, TextEncoder
to call: console, TextEncoder, URL, crypto, ReadableStream, TextDecoder" ]
