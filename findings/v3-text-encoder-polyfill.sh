#!/usr/bin/env bash
# Whether AWS SDK v3 works with a polyfill of `TextEncoder`, as applications for older React Native and test environments have one.
#
# Guess: no polyfill has `encodeInto`, and a call of a user fails for that reason, while one of a guest works.
# Found (3.1164.0): an input that contains a map, such as `Logins` or `IdentityPoolTags`, fails with "encoder.encodeInto is not a function"
# with four of six polyfills; @kayahr/text-encoding and fastestsmallesttextencoderdecoder have it. Guests, who have no `Logins`, do not
# notice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-cognito-identity@3.1164.0 esbuild@0.28.2 \
  fast-text-encoding@1.0.6 text-encoding@0.7.0 text-encoding-polyfill@0.6.7 @zxing/text-encoding@0.9.0 @kayahr/text-encoding@2.2.0 \
  fastestsmallesttextencoderdecoder@1.0.22
cat > application.js <<'JS'
export { CognitoIdentityClient, GetIdCommand } from "@aws-sdk/client-cognito-identity";
JS
npx esbuild application.js --bundle --platform=browser --format=iife --global-name=Application --outfile=bundle.js --log-level=error
cat > run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createContext, runInContext } from "node:vm";

const require = createRequire(import.meta.url);
/** Scripts that add themselves to the global object of an engine that has no `TextEncoder`. */
const fromScript = (path) => {
  const engine = createContext({});
  runInContext(`var self = globalThis, window = globalThis;${readFileSync(`node_modules/${path}`, "utf8")}`, engine);
  return engine.TextEncoder;
};
const polyfills = {
  "none (Node.js)": TextEncoder,
  "fast-text-encoding": fromScript("fast-text-encoding/text.min.js"),
  "text-encoding": require("text-encoding").TextEncoder,
  "text-encoding-polyfill": fromScript("text-encoding-polyfill/lib/encoding.js"),
  "@zxing/text-encoding": require("@zxing/text-encoding").TextEncoder,
  "@kayahr/text-encoding": (await import("@kayahr/text-encoding")).TextEncoder,
  fastestsmallesttextencoderdecoder: require("fastestsmallesttextencoderdecoder").TextEncoder,
};
const others = { AbortController, Blob, ReadableStream, TextDecoder, URL, clearTimeout, console, crypto, setTimeout };
const bundle = readFileSync("bundle.js", "utf8");
let failed = 0;
for (const [name, encoder] of Object.entries(polyfills)) {
  const engine = createContext({ ...others, TextEncoder: encoder });
  runInContext(bundle, engine);
  const { CognitoIdentityClient, GetIdCommand } = engine.Application;
  const handle = async () => ({
    response: { statusCode: 200, headers: {}, body: new Response('{"IdentityId":"us-east-1:1"}').body },
  });
  const client = new CognitoIdentityClient({ region: "us-east-1", requestHandler: { handle } });
  const get = (input) =>
    client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:1", ...input })).then(
      () => "works",
      (error) => error.message,
    );
  const user = await get({ Logins: { "accounts.google.com": "token" } });
  failed += user === "encoder.encodeInto is not a function";
  console.log(`${name}: guest ${await get({})}, user ${user}`);
}
process.exit(failed === 4 ? 0 : 1);
JS
node run.mjs
