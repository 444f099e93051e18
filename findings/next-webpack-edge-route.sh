#!/usr/bin/env bash
# An application of Next.js with one route for the Edge Runtime, built with webpack.
#
# Guess (both bundlers are supported, and the application has no other code): it builds with `next build --webpack` as with
# `next build`.
# Found: Next.js 16.4.6 builds it with Turbopack. With webpack, it compiles, and then fails while it collects page data: the file
# `route_client-reference-manifest.js` of the route does not exist. With the runtime of Node.js, both build it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export NEXT_TELEMETRY_DISABLED=1 CI=1
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts next@16.4.6 react@19.3.1 react-dom@19.3.1
mkdir -p app/api
echo 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;' > app/layout.jsx
# expect WORD RUNTIME OPTION…: whether the application builds.
expect() {
  local wanted=$1 runtime=$2 found=builds
  shift 2
  printf 'export const runtime = "%s";\nexport const GET = () => new Response("hello");\n' "$runtime" > app/api/route.js
  rm -rf .next
  node node_modules/next/dist/bin/next build "$@" > log 2>&1 || found=fails
  echo "runtime $runtime, ${*:-Turbopack}: $found"
  [ "$found" = "$wanted" ]
  [ "$found" = builds ] || grep -q "ENOENT.*api/route_client-reference-manifest.js" log
}

expect builds edge
expect builds nodejs --webpack
expect fails edge --webpack
