#!/usr/bin/env bash
# What React's serializer for server components does with an object that has a symbol property, such as that for `util.inspect`.
#
# Guess: it rejects the object, since it takes plain objects only.
# Found (react-server-dom-webpack 19.3.1): it serializes the object without the property. In development it prints "Objects with symbol
# properties … are not supported"; in production it says nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
  react@19.3.1 react-dom@19.3.1 react-server-dom-webpack@19.3.1
cat > run.cjs <<'JS'
const { Writable } = require("node:stream");
const { renderToPipeableStream } = require("react-server-dom-webpack/server");
const printed = [];
console.error = (...texts) => printed.push(texts.join(" "));
const value = Object.defineProperty({ id: "abc" }, Symbol.for("nodejs.util.inspect.custom"), { value: () => ({}) });
let output = "";
const sink = new Writable({
  write(chunk, _, done) {
    output += chunk;
    done();
  },
  final(done) {
    const warning = printed.some((text) => text.includes("Objects with symbol properties"));
    console.log(`${process.env.NODE_ENV}: serialized ${output.includes('"id":"abc"')}, message ${warning}`);
    done();
  },
});
renderToPipeableStream({ value }, {}, { onError: (error) => console.log(String(error)) }).pipe(sink);
JS
printed=$(for mode in development production; do NODE_ENV=$mode node --conditions react-server run.cjs; done)
echo "$printed"
[ "$printed" = "development: serialized true, message true
production: serialized true, message false" ]
