#!/usr/bin/env bash
# What a page of Next.js receives for the ID of an identity (`us-east-1:UUID`) in its path.
#
# Guess: the parameter is the ID everywhere, or encoded everywhere in the App Router.
# Found (Next.js 16.4.6): `params.id` and `useParams()` of a page in the App Router are `us-east-1%3AUUID`, also if the address has a colon.
# A route handler in the same folder of the App Router, and a page of the Pages Router, receive the ID. A key of S3 or a call of
# Cognito that is made of the page's parameter concerns another identity, which does not exist.
set -euo pipefail
folder=$(mktemp -d)
processes=()
trap '[ ${#processes[@]} = 0 ] || kill "${processes[@]}" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
export NEXT_TELEMETRY_DISABLED=1
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts next@16.4.6 react@19.3.1 react-dom@19.3.1
mkdir -p 'app/page/[id]' 'app/handler/[id]' pages/pages-router
echo 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;' > app/layout.jsx
cat > 'app/page/[id]/page.jsx' <<'JS'
import Client from "./client.jsx";
export default async ({ params }) => {
  const { id } = await params;
  return <p title={`params: ${id}`}><Client /></p>;
};
JS
cat > 'app/page/[id]/client.jsx' <<'JS'
"use client";
import { useParams } from "next/navigation";
export default () => <b title={`useParams: ${useParams().id}`}>identity</b>;
JS
cat > 'app/handler/[id]/route.js' <<'JS'
export const GET = async (_, { params }) => new Response(`<p title="route handler: ${(await params).id}">`);
JS
cat > 'pages/pages-router/[id].jsx' <<'JS'
export const getServerSideProps = async ({ params }) => ({ props: { id: params.id } });
export default ({ id }) => <p title={`Pages Router: ${id}`}>identity</p>;
JS
: > log
node node_modules/next/dist/bin/next dev --hostname 127.0.0.1 --port 0 > log 2>&1 & processes+=($!)
until grep -q "Ready in" log; do sleep 0.2; done
url=$(grep -o 'http://127.0.0.1:[0-9]*' log | head -n 1)
cat > read.js <<'JS'
for (const path of ["page", "handler", "pages-router"]) {
  for (const colon of [":", "%3A"]) {
    const response = await fetch(`${process.argv[2]}/${path}/us-east-1${colon}1f0e4a7c-1111-4222-8333-444444444444`);
    for (const [, title] of (await response.text()).matchAll(/title="([^"]*)/g)) console.log(`address with ${colon}, ${title}`);
  }
}
JS
printed=$(node read.js "$url")
kill "${processes[0]}"
wait "${processes[0]}" 2>/dev/null || true
processes=()
echo "$printed"
id=1f0e4a7c-1111-4222-8333-444444444444
[ "$printed" = "address with :, params: us-east-1%3A$id
address with :, useParams: us-east-1%3A$id
address with %3A, params: us-east-1%3A$id
address with %3A, useParams: us-east-1%3A$id
address with :, route handler: us-east-1:$id
address with %3A, route handler: us-east-1:$id
address with :, Pages Router: us-east-1:$id
address with %3A, Pages Router: us-east-1:$id" ]
