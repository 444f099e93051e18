#!/usr/bin/env bash
# What happens if a request of a Worker waits for a promise that another request created, after that request has ended.
#
# Guess (Cloudflare's documentation of the compatibility flag `handle_cross_request_promise_resolution`, and issues about
# Workers that hang): it never settles, so only a timer in the waiting request helps.
# Found: this is true up to 1.20260426.1 at least. In 1.20261117.1, with the same compatibility date, the wait ends immediately with an
# error that the application has not thrown ("This promise was created by a request that has since ended, so it can never settle"), which
# looks like a failure of the shared work. Code that shares work between requests must handle both: with a time limit, and with a rejection
# of work that has not ended.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
cat > worker.js <<'JS'
let shared;
export default {
  async fetch(request) {
    if (request.url.endsWith("/first")) {
      shared = new Promise((resolve) => setTimeout(resolve, 500, "settled"));
      return new Response("ended");
    }
    const limit = new Promise((resolve) => setTimeout(resolve, 3_000, "never settled within 3 s"));
    return new Response(await Promise.race([shared, limit]).catch((error) => `rejected: ${error.message}`));
  },
  async test(_controller, { SELF }) {
    for (const path of ["first", "second"]) {
      const response = await SELF.fetch(`http://worker/${path}`);
      console.log(`${path}: ${await response.text()}`);
    }
  },
};
JS
cat > config.capnp <<'CAPNP'
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "app", worker = .app)]);
const app :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  bindings = [(name = "SELF", service = "app")],
  compatibilityDate = "2026-04-01",
);
CAPNP
# expect VERSION TEXT: the result of the second request in that version.
expect() {
  npm install --silent --no-audit --no-fund "@cloudflare/workerd-linux-64@$1"
  local workerd=node_modules/@cloudflare/workerd-linux-64/bin/workerd printed
  "$workerd" --version
  printed=$("$workerd" test config.capnp 2>&1 | grep -E "(first|second): ")
  echo "$printed"
  grep -q "first: ended" <<< "$printed"
  grep -q "second: $2" <<< "$printed"
}

expect 1.20260426.1 "never settled within 3 s"
expect 1.20261117.1 "rejected: This promise was created by a request that has since ended"
