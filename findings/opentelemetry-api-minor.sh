#!/usr/bin/env bash
# Whether two copies of @opentelemetry/api in one process share a tracer provider, if one registers it and the other requests a tracer.
#
# Guess (its README says that all copies of one major version share their registrations): the order of their minor versions does not
# matter.
# Found: version 1.10.0 silently ignores the provider that version 1.9.1 has registered, and its spans record nothing. Version 1.9.1 finds
# the provider of version 1.10.0. dd-trace 6.21, elastic-apm-node 4.18, and newrelic 14.5 depend on version 1.9 and register with it, so an
# application that uses them also needs version 1.9.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts older@npm:@opentelemetry/api@1.9.1 newer@npm:@opentelemetry/api@1.10.0
cat > register.cjs <<'JS'
const [registering, asking] = process.argv.slice(2).map((name) => require(name));
const span = { spanContext: () => ({}), end() {} };
registering.trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan: () => span, startActiveSpan() {} }) });
console.log(asking.trace.getTracer("app").startSpan("work") === span ? "found" : "ignored");
JS
# expect TEXT REGISTERING ASKING
expect() {
  local printed
  printed=$(node register.cjs "$2" "$3")
  echo "registered by the $2 version, asked for by the $3 version: $printed"
  [ "$printed" = "$1" ]
}

expect ignored older newer
expect found newer older
