const { trace } = require("@opentelemetry/api");

/** Uses the API, regardless of which program has started the SDK. */
exports.useApi = () => {
  globalThis.tracing = {
    inParent: (name, work) =>
      trace.getTracer("app").startActiveSpan(name, async (span) => {
        await work();
        span.end();
      }),
    flush: () => trace.getTracerProvider().getDelegate().forceFlush(),
    end: () => process.exit(),
  };
};

exports.start = (instrumentations) => {
  const { NodeSDK } = require("@opentelemetry/sdk-node");
  new NodeSDK({ instrumentations, metricReaders: [], logRecordProcessors: [] }).start();
  exports.useApi();
};
