#!/usr/bin/env bash
# AWS's distribution of OpenTelemetry for Node.js: what its exporter with SigV4 sends if a thousand spans are flushed. The span processor
# of OpenTelemetry exports them in two batches at the same time.
#
# Guess: one batch is sent twice, once with the signature of the other one, which is lost.
# Found (@aws/aws-distro-opentelemetry-node-autoinstrumentation 0.13.0): the second batch is sent twice, with signatures that are valid for
# it, so that the service accepts both. The first batch is lost, and `forceFlush` succeeds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws/aws-distro-opentelemetry-node-autoinstrumentation@0.13.0
cat > run.js <<'JS'
const { createHash } = require("node:crypto");
const { createServer } = require("node:http");
const { gunzipSync } = require("node:zlib");

const folder = `${__dirname}/node_modules/@aws/aws-distro-opentelemetry-node-autoinstrumentation`;
const { OTLPAwsSpanExporter } = require(`${folder}/build/src/exporter/otlp/aws/traces/otlp-aws-span-exporter.js`);
const tracing = require.resolve("@opentelemetry/sdk-trace-base", { paths: [folder] });
const { BasicTracerProvider, BatchSpanProcessor } = require(tracing);

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const text = (request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString("latin1");
  const spans = [...text.matchAll(/span-(\d{4})/g)].map(([, number]) => number).sort();
  const hash = createHash("sha256").update(body).digest("hex") === request.headers["x-amz-content-sha256"];
  console.log(`spans ${spans[0]} to ${spans.at(-1)}, signed by ${/Credential=(\w+)/.exec(request.headers.authorization)?.[1]}, hash of the body is ${hash ? "right" : "wrong"}`);
  response.end("{}");
});
server.listen(0, "127.0.0.1", async () => {
  const exporter = new OTLPAwsSpanExporter(`http://127.0.0.1:${server.address().port}/v1/traces`);
  const processor = new BatchSpanProcessor(exporter);
  const tracer = new BasicTracerProvider({ spanProcessors: [processor] }).getTracer("test");
  for (let number = 0; number < 1000; number++) tracer.startSpan(`span-${String(number).padStart(4, "0")}`).end();
  await processor.forceFlush();
  console.log("flushed");
  process.exit();
});
JS
printed=$(AWS_ACCESS_KEY_ID=KEY AWS_SECRET_ACCESS_KEY=secret AWS_SESSION_TOKEN=token timeout 60 node --no-warnings run.js)
echo "$printed"
[ "$printed" = "spans 0512 to 0999, signed by KEY, hash of the body is right
spans 0512 to 0999, signed by KEY, hash of the body is right
flushed" ]
