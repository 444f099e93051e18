#!/usr/bin/env bash
# What tracers record of a URL of S3 that was signed with temporary credentials. A reader of the record can use the URL until it expires,
# if both its signature and its session token are there.
#
# Guess: instrumentation-http of OpenTelemetry keeps all parameters of SigV4, instrumentation-undici, Sentry, and Elastic the whole query, and
# dd-trace nothing.
# Found: instrumentation-http 0.223.0 removes key, token, and signature; instrumentation-undici 0.33.0 of the same project, the one
# for `fetch`, removes nothing, and has no such option. elastic-apm-node 4.18.0 records the whole URL. @sentry/node 11.12.0 removes the
# token, and keeps the signature. dd-trace 6.21.0 records the path alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @opentelemetry/api@1.9.1 @opentelemetry/sdk-trace-node@2.12.1 \
  @opentelemetry/instrumentation-http@0.223.0 @opentelemetry/instrumentation-undici@0.33.0 @sentry/node@11.12.0 elastic-apm-node@4.18.0 \
  dd-trace@6.21.0 @aws-sdk/client-s3@3.1164.0 @aws-sdk/s3-request-presigner@3.1164.0
cat > opentelemetry.cjs <<'JS'
const { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } = require("@opentelemetry/sdk-trace-node");
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");
const { UndiciInstrumentation } = require("@opentelemetry/instrumentation-undici");

const exporter = new InMemorySpanExporter();
const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
tracerProvider.register();
for (const instrumentation of [new HttpInstrumentation(), new UndiciInstrumentation()]) {
  instrumentation.setTracerProvider(tracerProvider);
  instrumentation.enable();
}
const client = 2; // the kind of a span for an outgoing request
module.exports = { around: (work) => work(), recorded: async () => exporter.getFinishedSpans().filter(({ kind }) => kind === client).map(({ attributes }) => attributes) };
JS
cat > sentry.cjs <<'JS'
const Sentry = require("@sentry/node");

const envelopes = [];
const transport = () => ({ send: async (envelope) => envelopes.push(envelope) && {}, flush: async () => true });
Sentry.init({ dsn: "http://key@127.0.0.1:1/1", tracesSampleRate: 1, transport });
const around = (work) => Sentry.startSpan({ name: "work" }, work);
module.exports = { around, recorded: async () => (await Sentry.flush(5000), envelopes) };
JS
cat > elastic.cjs <<'JS'
const apm = require("elastic-apm-node").start({ serviceName: "work", metricsInterval: "0s", centralConfig: false, cloudProvider: "none", logLevel: "off" });

const spans = [];
apm.addSpanFilter((span) => void spans.push(span)); // nothing is sent, because the filter returns nothing
const around = async (work) => {
  const transaction = apm.startTransaction("work");
  await work();
  transaction.end();
};
module.exports = { around, recorded: async () => spans };
JS
cat > datadog.cjs <<'JS'
const tracer = require("dd-trace").init({ startupLogs: false, plugins: true });

const spans = [];
tracer._tracer._exporter.export = (finished) => spans.push(...finished);
module.exports = { around: (work) => tracer.trace("work", work), recorded: async () => spans.filter(({ meta }) => meta["span.kind"] === "client").map(({ meta }) => meta) };
JS
cat > run.cjs <<'JS'
const { around, recorded } = require(`./${process.argv[2]}.cjs`);
const { createServer, get } = require("node:http");
const { GetObjectCommand, S3Client } = require("@aws-sdk/client-s3");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");

const server = createServer((_request, response) => response.end("content")).listen(0, "127.0.0.1", async () => {
  const credentials = { accessKeyId: "ACCESSKEY", secretAccessKey: "secret", sessionToken: "SESSIONTOKEN" };
  const s3 = new S3Client({ endpoint: `http://127.0.0.1:${server.address().port}`, region: "us-east-1", forcePathStyle: true, credentials });
  const urlOf = (Key) => getSignedUrl(s3, new GetObjectCommand({ Bucket: "bucket", Key }));
  const [first, second] = await Promise.all(["by-http", "by-fetch"].map(urlOf));
  await around(async () => {
    await new Promise((resolve) => get(first, (response) => response.resume().on("end", resolve)));
    await (await fetch(second)).text();
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const texts = (await recorded()).map((record) => JSON.stringify(record));
  for (const key of ["by-http", "by-fetch"]) {
    const about = texts.filter((text) => text.includes(key)).join();
    const parts = { path: key, signature: /X-Amz-Signature=[0-9a-f]{64}/, token: "SESSIONTOKEN" };
    const kept = Object.keys(parts).filter((part) => about.match(parts[part]));
    console.log(`${process.argv[2]} ${key}: ${kept.join(", ")}`);
  }
  process.exit();
});
JS
printed=$(for tracer in opentelemetry sentry elastic datadog; do timeout 60 node --no-warnings run.cjs $tracer; done)
echo "$printed"
[ "$printed" = "opentelemetry by-http: path
opentelemetry by-fetch: path, signature, token
sentry by-http: path, signature
sentry by-fetch: path, signature
elastic by-http: path, signature, token
elastic by-fetch: path, signature, token
datadog by-http: path
datadog by-fetch: path" ]
